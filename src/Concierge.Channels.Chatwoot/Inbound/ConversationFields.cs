using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>What is needed of a conversation, which is the root of its own events and a member of a message's.</summary>
internal struct ConversationFields
{
    /// <summary>The display id, which the API's paths use.</summary>
    public string? Id;
    public string? InboxId;
    public string? Status;
    public string? ContactId;
    public string? AssigneeType;
    public Person Contact;
    public Person Assignee;

    /// <summary>When it last changed: which of two reports is the newer one.</summary>
    public DateTimeOffset? UpdatedAt;

    /// <summary>Whether a colleague has it; servers before 4.13 write no <c>assignee_type</c>.</summary>
    public readonly bool IsWithColleague => AssigneeType is null ? Assignee.Type == "user" : AssigneeType == "User";

    /// <summary>Whether a bot has it.</summary>
    public readonly bool IsWithBot => AssigneeType is null ? Assignee.Type == "agent_bot" : AssigneeType == "AgentBot";

    /// <summary>From a property: reads its object.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "id"u8))
            {
                Id = JsonText.ReadText(ref reader);
            }
            else if (!TryReadMember(ref reader))
            {
                JsonText.SkipValue(ref reader);
            }
        }
    }

    /// <summary>At a property: reads it if it is one of a conversation's, except the id.</summary>
    public bool TryReadMember(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "inbox_id"u8))
        {
            InboxId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "status"u8))
        {
            Status = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "contact_inbox"u8))
        {
            ReadContactInbox(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "meta"u8))
        {
            ReadMeta(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "updated_at"u8))
        {
            UpdatedAt = Time(JsonText.ReadDecimal(ref reader));
        }
        else
        {
            return false;
        }

        return true;
    }

    // Unix seconds with a fraction.
    private static DateTimeOffset? Time(decimal? seconds) =>
        seconds is >= 0 and < 253_402_300_800m ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds.Value * TimeSpan.TicksPerSecond)) : null;

    private void ReadContactInbox(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "contact_id"u8))
            {
                ContactId = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "inbox_id"u8))
            {
                string? inbox = JsonText.ReadText(ref reader);
                InboxId ??= inbox;
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }
    }

    private void ReadMeta(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "sender"u8))
            {
                Contact = Person.Read(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "assignee"u8))
            {
                Assignee = Person.Read(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "assignee_type"u8))
            {
                AssigneeType = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }
    }
}
