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

    /// <summary>Times that a colleague took a conversation over.</summary>
    public int TakeOvers { get; init; }

    /// <summary>Sends of the bot that were on the wire when a colleague took their conversation over.</summary>
    public int Overtaken { get; init; }

    /// <summary>Forms that were confirmed and completed.</summary>
    public int FormsCompleted { get; init; }

    /// <summary>Timers and messages for later whose time came.</summary>
    public int TimersFired { get; init; }

    /// <summary>Times that a person opted out.</summary>
    public int OptOuts { get; init; }

    /// <summary>Persons who were erased.</summary>
    public int Erasures { get; init; }

    /// <summary>Scheduling decisions.</summary>
    public long Steps { get; init; }

    /// <summary>How much virtual time went by.</summary>
    public TimeSpan VirtualTime { get; init; }

    /// <summary>One line per figure and violation.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {Violations.Count} violations, {Messages} messages, {Requests} requests, {Effects} effects, {Duplicates} duplicates, " +
        $"{Crashes} crashes, {Commits} commits, {TakeOvers} take-overs, {FormsCompleted} forms, {TimersFired} timers, {OptOuts} opt-outs, {Erasures} erasures, {Steps} steps, {VirtualTime} virtual, trace {TraceHash:x16}" +
        $"{string.Concat(Violations.Select(violation => Environment.NewLine + "  " + violation))}");
}
