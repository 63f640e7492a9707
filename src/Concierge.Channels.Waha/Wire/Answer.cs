using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Wire;

/// <summary>
/// What is needed of an answer of the API: a sent or found message, a session, or an error. The message's id stands in
/// another place for every engine. Texts may be personal and are not kept.
/// </summary>
internal sealed class Answer
{
    private string? _id;
    private string? _ownId;
    private string? _rawId;
    private string? _keyId;

    /// <summary>The message's id, whole or bare, or null.</summary>
    public string? MessageId => Filled(_id) ?? Filled(_ownId) ?? Filled(_rawId) ?? Filled(_keyId);

    /// <summary>The session's status, or null.</summary>
    public string? Status { get; private set; }

    /// <summary>Whether the answer says which status it would have expected.</summary>
    public bool HasExpected { get; private set; }

    /// <summary>The address of the message's file, or null.</summary>
    public string? MediaUrl { get; private set; }

    /// <summary>The answer, or null when it is no object.</summary>
    public static Answer? TryRead(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = 256 });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            var answer = new Answer();
            while (JsonText.NextProperty(ref reader))
            {
                answer.ReadMember(ref reader);
            }

            reader.Read();
            return answer;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "id"u8))
        {
            (_id, _ownId) = ReadId(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "key"u8))
        {
            _keyId = ReadId(ref reader).Bare;
        }
        else if (JsonText.NameIs(ref reader, "_data"u8))
        {
            ReadRaw(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "status"u8))
        {
            Status = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "expected"u8))
        {
            HasExpected = JsonText.TryEnterArray(ref reader);
            while (HasExpected && JsonText.NextElement(ref reader))
            {
                reader.Skip();
            }
        }
        else if (JsonText.NameIs(ref reader, "media"u8))
        {
            MediaUrl = Inbound.ContentReader.ReadMedia(ref reader)?.Url;
        }
        else
        {
            JsonText.SkipValue(ref reader);
        }
    }

    private void ReadRaw(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "id"u8))
            {
                _rawId = ReadId(ref reader).Whole;
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }
    }

    // A text, or an object with the whole id in _serialized and the bare one in id.
    private static (string? Whole, string? Bare) ReadId(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return (JsonText.TakeText(ref reader), null);
        }

        string? whole = null, bare = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "_serialized"u8))
            {
                whole = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "id"u8))
            {
                bare = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return (whole, bare);
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
