using System.Text.Json;

namespace Concierge;

/// <summary>A tool that models of this host may ask for.</summary>
/// <param name="Name">The name the model uses.</param>
/// <param name="Kind">One of <see cref="ToolKinds"/>, or the kind of another source.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ToolEntry(string Name, string Kind, ServiceSource Source)
{
    /// <summary>What it does, for the model.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>What it does to the world: <c>Read</c>, <c>Write</c> or <c>Outbound</c>; empty when there is no such tool.</summary>
    public string Effect { get; init; } = string.Empty;

    /// <summary>When the person must confirm: <c>WhenUntrusted</c> or <c>Always</c>; empty when there is no such tool.</summary>
    public string Confirm { get; init; } = string.Empty;

    /// <summary>Whether a colleague must approve each call.</summary>
    public bool OperatorApproval { get; init; }

    /// <summary>The role that the person must have, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Whether an interrupted call may be repeated.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Whether its result is somebody else's text.</summary>
    public bool HasUntrustedResult { get; init; }

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>False while no service gets it.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The version in the store of its definition, or of the switch that turned it off; 0 when nothing is stored under its name.</summary>
    public long Version { get; init; }

    /// <summary>The services that use it, by name.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>A web service's definition, without anything that may be a secret; null for other kinds.</summary>
    public JsonElement? Definition { get; init; }

    /// <summary>What is wrong with it, so that no service gets it; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
