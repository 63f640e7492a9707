using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Tests;

/// <summary>What a host under test consists of.</summary>
internal sealed record HostSetup
{
    public string Environment { get; init; } = "Development";

    public IReadOnlyList<string> Channels { get; init; } = ["meta"];

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public bool IsDurable { get; init; }

    public required Action<IConciergeBuilder> Services { get; init; }
}
