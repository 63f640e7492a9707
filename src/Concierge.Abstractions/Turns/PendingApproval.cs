using System.Text.Json;
using Concierge.Storage;

namespace Concierge;

/// <summary>
/// An action that waits for a colleague's decision (<see cref="IConciergeDesk.DecideAsync"/>), kept as a record so that all that wait can be listed: written with the
/// turn that asks, removed with the turn that decides, or when it expires.
/// </summary>
public sealed record PendingApproval
{
    /// <summary>The collection of the records; their ids are <see cref="RecordId"/>.</summary>
    public const string Collection = "approvals";

    /// <summary>The action's id: what a decision names.</summary>
    public required string Action { get; init; }

    /// <summary>In which conversation.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>The account it is on, as <c>channel/name</c>.</summary>
    public required string Account { get; init; }

    /// <summary>The person's name or number, or null. Personal data.</summary>
    public string? Contact { get; init; }

    /// <summary>The service that asks.</summary>
    public required string Service { get; init; }

    /// <summary>What would be called.</summary>
    public required string Tool { get; init; }

    /// <summary>What colleagues and the person read for it.</summary>
    public required string Title { get; init; }

    /// <summary>With which arguments, exactly. May hold personal data.</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when it can be decided.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The record's id: the conversation's and the action's.</summary>
    public static string RecordId(ConversationId conversation, string action) => $"{conversation.Value}.{action}";

    /// <summary>The record to write with the turn that asks.</summary>
    public RecordWrite ToRecord() => new(Collection, RecordId(Conversation, Action), ConciergeJson.Write(this));
}
