using Xunit;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>
/// Fails if a channel's test assembly left out one of the contract classes, or gained a new one by an update. Derive from
/// it once per test assembly.
/// </summary>
public abstract class ChannelContractCompleteness
{
    /// <summary>Every contract class has a derived class in the assembly of the derived class.</summary>
    [Fact]
    public void Assembly_EveryContract_IsImplemented()
    {
        IEnumerable<string> missing = Contracts().Where(contract => !GetType().Assembly.GetTypes().Any(type => !type.IsAbstract && IsDerived(type, contract))).Select(static contract => contract.Name);

        Assert.Empty(missing);
    }

    private static IEnumerable<Type> Contracts() => typeof(ChannelContractCompleteness).Assembly.GetTypes()
        .Where(static type => type.IsAbstract && type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(ChannelContract<>));

    private static bool IsDerived(Type type, Type contract)
    {
        for (Type? parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsGenericType && parent.GetGenericTypeDefinition() == contract)
            {
                return true;
            }
        }

        return false;
    }
}
