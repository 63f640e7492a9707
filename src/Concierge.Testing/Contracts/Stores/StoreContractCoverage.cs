using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>Derive from it once in a store's test assembly: it fails when a suite was left out.</summary>
public abstract class StoreContractCoverage
{
    /// <summary>Every suite has a class that runs it in the assembly of the derived class.</summary>
    [Theory]
    [InlineData(typeof(MailboxContract))]
    [InlineData(typeof(ConversationStoreContract))]
    [InlineData(typeof(TranscriptStoreContract))]
    [InlineData(typeof(ContactDirectoryContract))]
    [InlineData(typeof(RecordStoreContract))]
    [InlineData(typeof(ErasureStoreContract))]
    public void TestAssembly_Suite_IsDerivedFrom(Type suite) =>
        Assert.Contains(GetType().Assembly.GetTypes(), type => type is { IsAbstract: false, IsPublic: true } && type.IsSubclassOf(suite));
}
