namespace Concierge.Ai.Confirmations;

/// <summary>A call that waits for a yes. What runs is what is kept here, never what comes back with the tap.</summary>
internal sealed class PendingCall
{
    /// <summary>Opaque, used once.</summary>
    public required string Token { get; init; }

    public required string Service { get; init; }

    public required string Tool { get; init; }

    /// <summary>As JSON, keys in order.</summary>
    public required string Arguments { get; init; }

    /// <summary>The addresses of the person who was asked, as <c>kind:value</c>.</summary>
    public required List<string> Asked { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>A colleague has to approve it, not the person.</summary>
    public bool IsForOperator { get; init; }

    public bool IsUntrusted { get; init; }

    /// <summary>The tool's revision when it was asked for.</summary>
    public long Revision { get; init; }
}
