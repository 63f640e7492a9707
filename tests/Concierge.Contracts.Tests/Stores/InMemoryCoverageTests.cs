using Concierge.Testing.Contracts.Stores;

namespace Concierge.Contracts.Tests.Stores;

public sealed class InMemoryCoverageTests : SeveralOwnersCoverage;
