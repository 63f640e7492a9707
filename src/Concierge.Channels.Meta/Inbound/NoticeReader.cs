using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>Reads the value of a change that is news about the account, a template, a group or a preference.</summary>
internal static class NoticeReader
{
    /// <summary>
    /// From the first token of <c>value</c> to its last. Notices of a list are added to the sink; a notice that is the whole
    /// change is returned, for the caller to add with the change's bytes. Null, and nothing added, for a field that is not known.
    /// </summary>
    public static AccountNotice? Read(ref Utf8JsonReader reader, in ChangeHeader header, ReadOnlyMemory<byte> body, ChannelEventSink sink)
    {
        NoticeTopic? topic = NoticeTopic.Find(header.Field);
        string? what = null, template = null, language = null, reason = null;
        int before = sink.Events.Count;
        while (JsonText.NextProperty(ref reader))
        {
            if (topic is null)
            {
                JsonText.SkipValue(ref reader);
            }
            else if (IsNamed(ref reader, topic.ItemsMember))
            {
                ReadItems(ref reader, topic, in header, body, sink);
            }
            else if (IsNamed(ref reader, topic.EventMember))
            {
                what = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "message_template_name"u8))
            {
                template = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "message_template_language"u8))
            {
                language = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "reason"u8))
            {
                reason = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return topic is null || sink.Events.Count > before
            ? null
            : new AccountNotice { AccountId = header.AccountId, Topic = header.Field!, Event = what, Summary = Summary(template, language, what, reason) };
    }

    private static void ReadItems(ref Utf8JsonReader reader, NoticeTopic topic, in ChangeHeader header, ReadOnlyMemory<byte> body, ChannelEventSink sink)
    {
        if (!JsonText.TryEnterArray(ref reader))
        {
            return;
        }

        while (JsonText.NextElement(ref reader))
        {
            int start = (int)reader.TokenStartIndex;
            AccountNotice notice = reader.TokenType == JsonTokenType.StartObject
                ? ReadItem(ref reader, topic, in header)
                : new AccountNotice { Topic = header.Field!, AccountId = header.AccountId };
            reader.Skip();
            sink.Add(notice with { Raw = body[start..(int)reader.BytesConsumed] });
        }
    }

    private static AccountNotice ReadItem(ref Utf8JsonReader reader, NoticeTopic topic, in ChangeHeader header)
    {
        string? what = null, phone = null, user = null;
        DateTimeOffset? occurredAt = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (IsNamed(ref reader, topic.EventMember))
            {
                what = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "timestamp"u8))
            {
                occurredAt = JsonText.ReadUnixSeconds(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "wa_id"u8))
            {
                phone = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "user_id"u8))
            {
                user = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new AccountNotice { AccountId = header.AccountId, OccurredAt = occurredAt, Topic = header.Field!, Event = what, Contact = About(phone, user), AllowsMarketing = AllowsMarketing(header.Field, what) };
    }

    private static bool? AllowsMarketing(string? field, string? what) => field == "user_preferences"
        ? what switch { "stop" => false, "resume" or "signup" => true, _ => null }
        : null;

    private static ContactIdentity? About(string? phone, string? user)
    {
        List<ContactAddress> addresses = [.. new[] { People.Address(phone), People.Address(user) }.OfType<ContactAddress>().Distinct()];
        return addresses.Count == 0 ? null : new ContactIdentity { Addresses = addresses };
    }

    private static bool IsNamed(ref Utf8JsonReader reader, string? name) =>
        name is not null && !reader.ValueIsEscaped && reader.ValueTextEquals(name);

    private static string? Summary(string? template, string? language, string? what, string? reason) =>
        template is null ? null : $"Template {template} ({language ?? "?"}): {what ?? "changed"}{(reason is null or "NONE" ? null : $", {reason}")}.";
}
