using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>Reads <c>contacts</c> of a message: address-book cards.</summary>
internal static class ContactsReader
{
    public static ContactsBody? Read(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterArray(ref reader))
        {
            return null;
        }

        var cards = new List<ContactCard>();
        bool requested = false;
        while (JsonText.NextElement(ref reader))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                cards.Add(ReadCard(ref reader, ref requested));
            }
            else
            {
                reader.Skip();
            }
        }

        return new ContactsBody(cards) { IsRequested = requested };
    }

    private static ContactCard ReadCard(ref Utf8JsonReader reader, ref bool requested)
    {
        var card = new ContactCard { FormattedName = string.Empty };
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "name"u8))
            {
                card = ReadName(ref reader, card);
            }
            else if (JsonText.NameIs(ref reader, "phones"u8))
            {
                // Without a number as written, the WhatsApp number is the next best.
                card = card with { Phones = ReadList(ref reader, "phone"u8, "wa_id"u8) };
            }
            else if (JsonText.NameIs(ref reader, "emails"u8))
            {
                card = card with { Emails = ReadList(ref reader, "email"u8, default) };
            }
            else if (JsonText.NameIs(ref reader, "org"u8))
            {
                card = card with { Organization = ReadOne(ref reader, "company"u8) };
            }
            else if (JsonText.NameIs(ref reader, "vcard"u8))
            {
                card = card with { VCard = JsonText.ReadText(ref reader) };
            }
            else if (JsonText.NameIs(ref reader, "origin"u8))
            {
                requested |= JsonText.ReadText(ref reader) == "contact_request";
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return card;
    }

    private static ContactCard ReadName(ref Utf8JsonReader reader, ContactCard card)
    {
        string? formatted = null, first = null, last = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return card;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "formatted_name"u8))
            {
                formatted = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "first_name"u8))
            {
                first = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "last_name"u8))
            {
                last = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return card with { FormattedName = formatted ?? first ?? last ?? string.Empty, FirstName = first, LastName = last };
    }

    private static List<string> ReadList(ref Utf8JsonReader reader, ReadOnlySpan<byte> best, ReadOnlySpan<byte> second)
    {
        var values = new List<string>();
        if (!JsonText.TryEnterArray(ref reader))
        {
            return values;
        }

        while (JsonText.NextElement(ref reader))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
            }
            else if (ReadEither(ref reader, best, second) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private static string? ReadOne(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        JsonText.TryEnterObject(ref reader) ? ReadEither(ref reader, name, default) : null;

    private static string? ReadEither(ref Utf8JsonReader reader, ReadOnlySpan<byte> best, ReadOnlySpan<byte> second)
    {
        string? value = null, fallback = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, best))
            {
                value = JsonText.ReadText(ref reader);
            }
            else if (!second.IsEmpty && JsonText.NameIs(ref reader, second))
            {
                fallback = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return value ?? fallback;
    }
}
