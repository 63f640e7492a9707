using System.Text.Json;

namespace Concierge;

/// <summary>
/// Something that is to happen in a conversation later, kept in its document. When it is due it enters the mailbox and is handled in order with
/// everything else, after restarts too; never before its time, and as late as what waits before it.
/// </summary>
public sealed record ConversationTimer
{
    /// <summary>Its name within the conversation: setting one again replaces it.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is: the name under which an <see cref="ITimerHandler"/> was added.</summary>
    public required string Handler { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>What the handler needs to know, or null.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>It is due and waits in the mailbox. Set by Concierge.</summary>
    public bool IsRaised { get; init; }
}
