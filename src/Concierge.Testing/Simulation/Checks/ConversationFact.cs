namespace Concierge.Testing.Simulation.Checks;

/// <summary>A conversation, as its commits showed it.</summary>
internal sealed class ConversationFact(string id)
{
    public string Id => id;

    /// <summary>Whose it is; null before the first message.</summary>
    public int? Person { get; set; }

    /// <summary>A colleague has taken it over and not given it back.</summary>
    public bool IsTakenOver { get; set; }

    public bool WasTakenOver { get; set; }

    /// <summary>The bot is silent, on whosever wish.</summary>
    public bool IsHumans { get; set; }

    /// <summary>When it last changed hands: by the reporter's clock for what was reported, and the process's for the rest.</summary>
    public DateTimeOffset HandsChangedAt { get; set; }

    /// <summary>The person wants nothing unasked.</summary>
    public bool IsOptedOut { get; set; }

    public bool WasOptedOut { get; set; }

    /// <summary>The service that has the word.</summary>
    public string? ActiveService { get; set; }

    /// <summary>The bot's own timers by what they are to say, with their times.</summary>
    public Dictionary<string, DateTimeOffset> Nudges { get; set; } = [];

    /// <summary>When the first of all timers is due.</summary>
    public DateTimeOffset? NextTimerAt { get; set; }

    /// <summary>Something came to it that had come to no other before.</summary>
    public bool HasNews { get; set; }

    /// <summary>Ids of messages in the order in which they became durable.</summary>
    public List<string> Accepted { get; } = [];

    /// <summary>Ids of messages in the order of the transcript.</summary>
    public SortedDictionary<long, string> Handled { get; } = [];

    public SortedDictionary<long, ReplyFact> Replies { get; } = [];

    /// <summary>What the last commit owes.</summary>
    public IReadOnlyList<OwedReply> Owed { get; set; } = [];
}
