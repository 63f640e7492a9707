using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>
/// Turns a webhook's body into events: entry → change → element, all of them, in their order. Total: never throws on any
/// bytes. Each element stands for itself; one that is not understood becomes an <see cref="UnknownEvent"/> with its bytes.
/// Where the JSON breaks off, what was read stays and the rest becomes one unknown event.
/// </summary>
internal ref struct PayloadReader(ReadOnlyMemory<byte> body, string? ownAccountId, ChannelEventSink sink)
{
    private const int MaxDepth = 32;

    /// <summary>How the last change ends when Meta writes it.</summary>
    private static ReadOnlySpan<byte> MessagesEnd => "\"field\":\"messages\"}]}]}"u8;

    private static ReadOnlySpan<byte> FieldName => "\"field\":"u8;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly ReadOnlyMemory<byte> _body = body.Span.StartsWith(ByteOrderMark) ? body[3..] : body;
    private int _kept;

    /// <summary>Reads everything.</summary>
    public void Read()
    {
        int before = sink.Events.Count;
        var reader = new Utf8JsonReader(_body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            ReadRoot(ref reader);
        }
        catch (JsonException)
        {
            AddUnknown("The JSON is broken, cut or too deep.", null, _body[_kept..]);
            return;
        }

        if (sink.Events.Count == before)
        {
            AddUnknown("The payload holds no change.", null, _body);
        }
    }

    private void ReadRoot(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (JsonText.NextProperty(ref reader))
            {
                if (!JsonText.NameIs(ref reader, "entry"u8))
                {
                    JsonText.SkipValue(ref reader);
                }
                else if (JsonText.TryEnterArray(ref reader))
                {
                    while (JsonText.NextElement(ref reader))
                    {
                        ReadEntry(ref reader);
                    }
                }
            }
        }
        else
        {
            reader.Skip();
        }

        // Reports what follows the object.
        reader.Read();
    }

    private void ReadEntry(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        int before = sink.Events.Count;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (JsonText.NextProperty(ref reader))
            {
                if (!JsonText.NameIs(ref reader, "changes"u8))
                {
                    JsonText.SkipValue(ref reader);
                }
                else if (JsonText.TryEnterArray(ref reader))
                {
                    while (JsonText.NextElement(ref reader))
                    {
                        ReadChange(ref reader);
                    }
                }
            }
        }
        else
        {
            reader.Skip();
        }

        if (sink.Events.Count == before)
        {
            AddUnknown("The entry holds no change.", null, Slice(start, ref reader));
        }
    }

    private void ReadChange(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        int before = sink.Events.Count;
        ChangeHeader header = default;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            header = ChangeHeader.Read(reader, ownAccountId, IsLastAndHoldsMessages(start));
            ReadChangeMembers(ref reader, in header, start);
        }
        else
        {
            reader.Skip();
        }

        if (sink.Events.Count == before)
        {
            AddUnknown("The change is of a field that is not known, or holds nothing.", header.AccountId, Slice(start, ref reader));
        }
    }

    /// <summary>Whether this change's own field, the only one from here on, is the last thing in the body and says messages. Quotes in texts are escaped.</summary>
    private readonly bool IsLastAndHoldsMessages(int start)
    {
        ReadOnlySpan<byte> rest = _body.Span[start..];
        return rest.EndsWith(MessagesEnd) && rest.IndexOf(FieldName) == rest.Length - MessagesEnd.Length;
    }

    private void ReadChangeMembers(ref Utf8JsonReader reader, in ChangeHeader header, int start)
    {
        AccountNotice? notice = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (!JsonText.NameIs(ref reader, "value"u8))
            {
                JsonText.SkipValue(ref reader);
            }
            else if (!JsonText.TryEnterObject(ref reader))
            {
                continue;
            }
            else if (header.HoldsMessages)
            {
                ReadValue(ref reader, in header);
            }
            else
            {
                notice = NoticeReader.Read(ref reader, in header, _body, sink);
            }
        }

        if (notice is not null)
        {
            Add(notice with { Raw = Slice(start, ref reader) }, ref reader);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, in ChangeHeader header)
    {
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "messages"u8) && header.Field != "smb_message_echoes")
            {
                ReadElements(ref reader, in header, ElementKind.Message);
            }
            else if (JsonText.NameIs(ref reader, "statuses"u8))
            {
                ReadElements(ref reader, in header, ElementKind.Status);
            }
            else if (JsonText.NameIs(ref reader, "message_echoes"u8))
            {
                ReadElements(ref reader, in header, ElementKind.Echo);
            }
            else if (JsonText.NameIs(ref reader, "calls"u8))
            {
                ReadElements(ref reader, in header, ElementKind.Call);
            }
            else if (JsonText.NameIs(ref reader, "errors"u8))
            {
                ReadErrors(ref reader, in header);
            }
            else if (JsonText.NameIs(ref reader, "messaging_product"u8) || JsonText.NameIs(ref reader, "metadata"u8) || JsonText.NameIs(ref reader, "contacts"u8))
            {
                JsonText.SkipValue(ref reader);
            }
            else
            {
                reader.Read();
                KeepUnknown(ref reader, in header, "The change holds a member that is not known.");
            }
        }
    }

    private void ReadElements(ref Utf8JsonReader reader, in ChangeHeader header, ElementKind kind)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            KeepUnknown(ref reader, in header, "The change holds something else where a list should be.");
            return;
        }

        while (JsonText.NextElement(ref reader))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                KeepUnknown(ref reader, in header, "The list holds something else than objects.");
                continue;
            }

            int start = (int)reader.TokenStartIndex;
            ChannelEvent? channelEvent = kind switch
            {
                ElementKind.Message => MessageEvents.Message(MessageFields.Read(ref reader, in header), in header, Slice(start, ref reader)),
                ElementKind.Echo => MessageEvents.Echo(MessageFields.Read(ref reader, in header), in header, Slice(start, ref reader)),
                ElementKind.Status => StatusReader.Read(ref reader, in header, _body, start),
                _ => CallReader.Read(ref reader, in header, _body, start),
            };
            if (channelEvent is null)
            {
                AddUnknown("The element has no type.", header.AccountId, Slice(start, ref reader));
            }
            else
            {
                Add(channelEvent, ref reader);
            }
        }
    }

    private void ReadErrors(ref Utf8JsonReader reader, in ChangeHeader header)
    {
        Utf8JsonReader value = reader;
        value.Read();
        int start = (int)value.TokenStartIndex;
        ProviderErrors errors = ProviderErrors.ReadValue(ref reader);
        Add(new AccountNotice { AccountId = header.AccountId, Topic = "errors", Event = errors.Code, Summary = errors.Detail, Raw = Slice(start, ref reader) }, ref reader);
    }

    private void KeepUnknown(ref Utf8JsonReader reader, in ChangeHeader header, string reason)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        AddUnknown(reason, header.AccountId, Slice(start, ref reader));
    }

    private void Add(ChannelEvent channelEvent, ref Utf8JsonReader reader)
    {
        sink.Add(channelEvent);
        _kept = (int)reader.BytesConsumed;
    }

    private readonly void AddUnknown(string reason, string? accountId, ReadOnlyMemory<byte> raw) =>
        sink.Add(new UnknownEvent { Reason = reason, AccountId = accountId, Raw = raw });

    private ReadOnlyMemory<byte> Slice(int start, ref Utf8JsonReader reader)
    {
        _kept = (int)reader.BytesConsumed;
        return _body[start.._kept];
    }
}
