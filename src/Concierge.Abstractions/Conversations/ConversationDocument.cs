using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concierge;

/// <summary>
/// Everything Concierge knows about one conversation, saved as one unit with a compare-and-swap. A turn works on its own
/// copy; nothing is visible until the commit. Not thread-safe: one turn at a time has it.
/// </summary>
public sealed class ConversationDocument
{
    /// <summary>How many recent replies are remembered for receipts.</summary>
    public const int RecentReplies = 64;

    private ContactProfile? _profile;

    /// <summary>Which conversation.</summary>
    public required ConversationId Id { get; set; }

    /// <summary>The account it is on, as <c>channel/name</c>.</summary>
    public required string Account { get; set; }

    /// <summary>The person on the other side, with every alias seen so far.</summary>
    public ContactIdentity Contact { get; set; } = new();

    /// <summary>The conversation that has this person now, on the same account: what is written to this one goes there. Null while this one has the person.</summary>
    public ConversationId? MergedInto { get; set; }

    /// <summary>Conversations that were merged into this one.</summary>
    public List<ConversationId> MergedFrom { get; set; } = [];

    /// <summary>What is known of that person.</summary>
    [JsonIgnore]
    public ContactProfile Profile => _profile ??= new ContactProfile();

    /// <summary>The group, or null in a chat of two.</summary>
    public ContactAddress? Group { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When something last happened.</summary>
    public DateTimeOffset LastActivityAt { get; set; }

    /// <summary>The provider's time of the person's last message, or when it came where the provider tells none; opens the service window. Null before the first.</summary>
    public DateTimeOffset? LastInboundAt { get; set; }

    /// <summary>The provider's id of the person's last message, or null.</summary>
    public string? LastInboundId { get; set; }

    /// <summary>The beginning of the last line that has words, or null. Personal data.</summary>
    public string? LastText { get; set; }

    /// <summary>Who answers.</summary>
    public Handling Handling { get; set; }

    /// <summary>The colleague who has it, or null.</summary>
    public string? HandledBy { get; set; }

    /// <summary>When a colleague last acted, or null.</summary>
    public DateTimeOffset? LastHumanAt { get; set; }

    /// <summary>When it last changed hands here, by the host's clock; null once the provider has confirmed it, or before the first time.</summary>
    public DateTimeOffset? HandlingChangedAt { get; set; }

    /// <summary>The provider's time of the newest that its help desk reported of who answers; null before the first such report.</summary>
    public DateTimeOffset? HandlingReportedAt { get; set; }

    /// <summary>Why it was handed off, for the colleague; or null.</summary>
    public string? HandoffSummary { get; set; }

    /// <summary>The service that answered last, or null.</summary>
    public string? Service { get; set; }

    /// <summary>The service that has the word: it gets every message until it sets this to null. Null lets the router choose.</summary>
    public string? ActiveService { get; set; }

    /// <summary>The visit to a service that goes on or ended last, or null.</summary>
    public ServiceSession? Session { get; set; }

    /// <summary>How many visits there were.</summary>
    public long SessionCount { get; set; }

    /// <summary>What services and middleware keep, by name. Use <see cref="TurnContext.GetState{T}(string, System.Text.Json.Serialization.Metadata.JsonTypeInfo{T})"/>.</summary>
    public Dictionary<string, JsonElement> State { get; set; } = [];

    /// <summary>What is to happen later.</summary>
    public List<ConversationTimer> Timers { get; set; } = [];

    /// <summary>The next place in the transcript.</summary>
    public long NextOrdinal { get; set; } = 1;

    /// <summary>Messages owed and not finished with, oldest first.</summary>
    public List<OwedReply> Owed { get; set; } = [];

    /// <summary>Recent replies, oldest first.</summary>
    public List<SentReply> Sent { get; set; } = [];

    /// <summary>The choices of the last question, so that a number or title that comes back is understood; empty without.</summary>
    public List<Choice> OfferedChoices { get; set; } = [];

    /// <summary>
    /// Sequence numbers of recently consumed mailbox items, so that a store without one transaction over mailbox and
    /// document may redeliver safely.
    /// </summary>
    public List<long> Consumed { get; set; } = [];

    /// <summary>No send to this person before this time; null without.</summary>
    public DateTimeOffset? PacedUntil { get; set; }

    /// <summary>Least time between two sends to this person after the provider asked for it; null without.</summary>
    public TimeSpan? PaceInterval { get; set; }

    /// <summary>Of most people nothing is known, and nothing is written.</summary>
    [JsonInclude]
    [JsonPropertyName("profile")]
    internal ContactProfile? StoredProfile
    {
        get => _profile is { IsEmpty: false } ? _profile : null;
        set => _profile = value;
    }

    /// <summary>Messages received.</summary>
    public long InboundCount { get; set; }

    /// <summary>Messages accepted by the provider.</summary>
    public long OutboundCount { get; set; }
}
