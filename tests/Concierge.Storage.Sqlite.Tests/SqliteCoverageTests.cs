using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class SqliteCoverageTests : StoreContractCoverage;
