using System.Globalization;

namespace Concierge.Testing.Simulation;

/// <summary>What a simulation showed.</summary>
public sealed record SimulationReport
{
    /// <summary>The seed: the same seed, options and version give the same run.</summary>
    public required long Seed { get; init; }

    /// <summary>A hash over every scheduling decision and every event of the world.</summary>
    public required ulong TraceHash { get; init; }

    /// <summary>Broken promises, at most 20; empty when all were kept.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Messages that persons wrote.</summary>
    public int Messages { get; init; }

    /// <summary>Requests that reached the provider.</summary>
    public int Requests { get; init; }

    /// <summary>Messages that arrived at persons, repetitions included.</summary>
    public int Effects { get; init; }

    /// <summary>Repetitions among <see cref="Effects"/>, explained or not.</summary>
    public int Duplicates { get; init; }

    /// <summary>Crashes, stops and freezes of the process.</summary>
    public int Crashes { get; init; }

    /// <summary>Commits that became durable.</summary>
    public int Commits { get; init; }

    /// <summary>Scheduling decisions.</summary>
    public long Steps { get; init; }

    /// <summary>How much virtual time went by.</summary>
    public TimeSpan VirtualTime { get; init; }

    /// <summary>One line per figure and violation.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {Violations.Count} violations, {Messages} messages, {Requests} requests, {Effects} effects, {Duplicates} duplicates, " +
        $"{Crashes} crashes, {Commits} commits, {Steps} steps, {VirtualTime} virtual, trace {TraceHash:x16}" +
        $"{string.Concat(Violations.Select(violation => Environment.NewLine + "  " + violation))}");
}
