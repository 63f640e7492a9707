namespace Concierge.Emulator.Tests.Scenarios;

/// <summary>All scenarios share the hosts.</summary>
[CollectionDefinition(ScenarioHosts.Name)]
public sealed class ScenarioCollection : ICollectionFixture<ScenarioHosts>;
