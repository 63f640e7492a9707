namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>Makes hand-offs from what happens to a conversation.</summary>
internal static class ConversationEvents
{
    public static ChannelEvent Read(in PayloadFields fields, People people, ReadOnlyMemory<byte> raw)
    {
        // Labels, notes and clocks change often; only status and assignment say who answers.
        bool concerns = fields.Event != "conversation_updated" || fields.ChangesHandling;
        if (!concerns || fields.Conversation.Id is null || Kind(in fields) is not { } kind)
        {
            return PayloadReader.Notice(fields.Event!, in fields, raw);
        }

        return new HandoffReceived
        {
            Raw = raw,
            AccountId = fields.AccountId,
            OccurredAt = fields.Conversation.UpdatedAt,
            Kind = kind,
            Contact = people.Contact(in fields, default),
            Agent = kind == HandoffKind.HumanTookOver ? fields.Conversation.Assignee.Name : null,
        };
    }

    private static HandoffKind? Kind(in PayloadFields fields)
    {
        if (fields.Event == "conversation_resolved" || fields.Conversation.Status == "resolved")
        {
            return HandoffKind.BackToBot;
        }

        return fields.Conversation switch
        {
            { IsWithColleague: true } => HandoffKind.HumanTookOver,
            { Status: "pending" } or { IsWithBot: true } => HandoffKind.BackToBot,
            { Status: "open" } when fields.Event != "conversation_updated" => HandoffKind.HumanTookOver,
            _ => null,
        };
    }
}
