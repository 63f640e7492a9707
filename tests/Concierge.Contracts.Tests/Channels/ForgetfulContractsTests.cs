using System.Reflection;
using System.Reflection.Emit;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Contracts.Tests;

public sealed class ForgetfulContractsTests
{
    [Fact]
    public void Completeness_AssemblyWithoutContracts_Fails()
    {
        // An assembly in which somebody derived from the completeness check and from nothing else.
        TypeBuilder type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Forgetful"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("Forgetful")
            .DefineType("Check", TypeAttributes.Public | TypeAttributes.Class, typeof(ChannelContractCompleteness));
        var check = (ChannelContractCompleteness)Activator.CreateInstance(type.CreateType())!;

        check.Invoking(static it => it.Assembly_EveryContract_IsImplemented()).Should().Throw<Exception>();
    }
}
