using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>As <see cref="StoreContractCoverage"/>, for a store that several owners share.</summary>
public abstract class SeveralOwnersCoverage : StoreContractCoverage
{
    /// <summary>The suite for several owners has a class that runs it in the assembly of the derived class.</summary>
    [Fact]
    public void TestAssembly_SeveralOwners_IsDerivedFrom() => TestAssembly_Suite_IsDerivedFrom(typeof(SeveralOwnersContract));
}
