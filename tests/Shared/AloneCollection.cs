namespace Concierge.Testing.Shared;

/// <summary>Tests that run after all others of their project, with nothing of it beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
