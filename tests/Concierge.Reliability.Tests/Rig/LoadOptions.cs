namespace Concierge.Reliability.Tests.Rig;

/// <summary>How the load generator posts.</summary>
internal sealed record LoadOptions
{
    /// <summary>Messages per second over all conversations.</summary>
    public required double Rate { get; init; }

    /// <summary>How many people write.</summary>
    public required int People { get; init; }

    /// <summary>How many posts may be under way at once.</summary>
    public int Workers { get; init; } = 32;

    /// <summary>Every n-th accepted message is posted once more, as Meta sometimes does; 0 for never.</summary>
    public int RepeatEvery { get; init; } = 10;

    /// <summary>How long the provider waits before it posts a refused message again. Meta waits longer; the host must not care.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Stops after so many messages; null goes on until stopped.</summary>
    public int? Messages { get; init; }
}
