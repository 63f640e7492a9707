namespace Concierge;

/// <summary>What a message refers to.</summary>
public sealed record MessageContext
{
    /// <summary>The provider's id of the quoted or answered message, or null.</summary>
    public string? QuotedMessageId { get; init; }

    /// <summary>True if the message was forwarded: its text is somebody else's.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>True if it was forwarded many times.</summary>
    public bool IsFrequentlyForwarded { get; init; }

    /// <summary>The catalogue product asked about, or null.</summary>
    public string? ProductId { get; init; }
}
