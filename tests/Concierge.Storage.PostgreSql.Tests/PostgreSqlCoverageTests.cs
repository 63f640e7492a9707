using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class PostgreSqlCoverageTests : SeveralOwnersCoverage;
