namespace Concierge.Storage;

/// <summary>What became of an append.</summary>
public enum AppendStatus
{
    /// <summary>Every item is durable, or was already known.</summary>
    Stored = 0,

    /// <summary>Nothing was stored: too much is waiting. The caller refuses with 503 and Retry-After.</summary>
    Overloaded = 1,

    /// <summary>Nothing is known to be stored: the store cannot write (disk full, server away). The caller refuses with 503.</summary>
    Unavailable = 2,
}
