using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Events;
using Concierge.Storage;

namespace Concierge.Ai.Confirmations;

/// <summary>Puts on record, with the turn's commit, that a call waits for a colleague, and what became of it: the list, the event, and the timer that ends the waiting.</summary>
internal static class Approvals
{
    public const string TimerName = "ai.approval";

    public static void Request(TurnContext turn, PendingCall call, string title)
    {
        var approval = new PendingApproval
        {
            Action = call.Token,
            Conversation = turn.ConversationId,
            Account = turn.Document.Account,
            Contact = turn.Document.Contact.DisplayName ?? turn.Document.Contact.Addresses.FirstOrDefault()?.Value,
            Service = call.Service,
            Tool = call.Tool,
            Title = title,
            Arguments = Parse(call.Arguments),
            RequestedAt = turn.Clock.GetUtcNow(),
            ExpiresAt = call.ExpiresAt,
        };
        RecordWrite record = approval.ToRecord();
        JsonElement data = Parse(record.Content!.Value);
        turn.Write(record);
        turn.Publish(new PublishedEvent(ConciergeEventTypes.ApprovalRequested, data));
        turn.Schedule(new ConversationTimer { Id = TimerId(call.Token), Handler = TimerName, DueAt = call.ExpiresAt, Data = data });
    }

    /// <param name="turn">The turn that carries the decision out.</param>
    /// <param name="call">What was decided about.</param>
    /// <param name="title">What colleagues read for it.</param>
    /// <param name="by">Who decided, or null.</param>
    /// <param name="outcome">What came of it; null for refused.</param>
    public static void Decided(TurnContext turn, PendingCall call, string title, string? by, string? outcome)
    {
        turn.Write(new RecordWrite(PendingApproval.Collection, PendingApproval.RecordId(turn.ConversationId, call.Token), null));
        turn.Unschedule(TimerId(call.Token));
        turn.Publish(new PublishedEvent(ConciergeEventTypes.ApprovalDecided, Data(call.Token, call.Service, call.Tool, title, ("decision", outcome is null ? "refused" : "approved"), ("by", by), ("outcome", outcome))));
    }

    public static void Expired(TurnContext turn, PendingApproval approval)
    {
        turn.Write(new RecordWrite(PendingApproval.Collection, PendingApproval.RecordId(turn.ConversationId, approval.Action), null));
        turn.Publish(new PublishedEvent(ConciergeEventTypes.ApprovalExpired, Data(approval.Action, approval.Service, approval.Tool, approval.Title)));
    }

    private static string TimerId(string token) => $"{TimerName}.{token}";

    private static JsonElement Data(string action, string service, string tool, string title, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var members = new JsonObject { ["action"] = action, ["service"] = service, ["tool"] = tool, ["title"] = title };
        foreach ((string name, string? value) in more)
        {
            if (value is not null)
            {
                members[name] = value;
            }
        }

        return Parse(members.ToJsonString());
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
