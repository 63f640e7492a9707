using System.Text.Json.Serialization;

namespace Concierge.Ai.Loop;

/// <summary>A line of the turn's ledger: written before a side effect is begun, and again when its result is known.</summary>
internal sealed class LedgerCall
{
    /// <summary>Tells the call from every other of the turn, the same when the turn runs again.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>As JSON, keys in order.</summary>
    public required string Arguments { get; init; }

    public CallState State { get; set; }

    /// <summary>Written by this life of the turn.</summary>
    [JsonIgnore]
    public bool IsNew { get; set; }

    public string? Result { get; set; }

    public bool IsError { get; set; }

    public bool IsUntrusted { get; set; }

    /// <summary>The confirmation that let it run; it is spent.</summary>
    public string? Token { get; set; }

    /// <summary>What the person should hear about it whatever the model says.</summary>
    public string? Notice { get; set; }

    public List<OutboundMessage>? Replies { get; set; }

    public bool IsHandedOff { get; set; }

    public string? HandOffSummary { get; set; }

    /// <summary>It waits for a colleague under this id.</summary>
    public string? ParkedAs { get; set; }

    public bool EndsTurn { get; set; }
}
