namespace Concierge.Ai.History;

/// <summary>What one AI service remembers of one conversation.</summary>
internal sealed class AiMemory
{
    public List<HistoryTurn> Turns { get; set; } = [];

    /// <summary>The provider's own thread, when it keeps the history.</summary>
    public string? ThreadId { get; set; }

    /// <summary>The next place in the transcript when this service last answered; what lies behind was said without it.</summary>
    public long Ordinal { get; set; }

    /// <summary>How many lines this service's last turn wrote there.</summary>
    public int Lines { get; set; }

    /// <summary>The messages that this service answered last.</summary>
    public List<string>? Answered { get; set; }

    /// <summary>Calls of which nobody knows whether they were done, as tool and hash of the arguments: they never run again unasked.</summary>
    public List<string>? Uncertain { get; set; }

    /// <summary>Turns in a row that ended without an answer.</summary>
    public int Failures { get; set; }

    /// <summary>Something untrusted has left the window, but what came of it may still be in it.</summary>
    public bool WasUntrusted { get; set; }
}
