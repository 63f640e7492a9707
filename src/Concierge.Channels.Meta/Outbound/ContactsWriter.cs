using System.Text.Json;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Writes address-book cards.</summary>
internal static class ContactsWriter
{
    public static void Write(Utf8JsonWriter json, ContactsMessage contacts)
    {
        json.WriteString("type"u8, "contacts"u8);
        json.WriteStartArray("contacts"u8);
        foreach (ContactCard card in contacts.Cards)
        {
            json.WriteStartObject();
            WriteName(json, card);
            WriteList(json, "phones"u8, "phone"u8, card.Phones);
            WriteList(json, "emails"u8, "email"u8, card.Emails);
            if (!string.IsNullOrEmpty(card.Organization))
            {
                json.WriteStartObject("org"u8);
                json.WriteString("company"u8, card.Organization);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteName(Utf8JsonWriter json, ContactCard card)
    {
        // Meta refuses a card whose only name is the formatted one.
        string? first = card.FirstName is null && card.LastName is null ? card.FormattedName : card.FirstName;
        json.WriteStartObject("name"u8);
        json.WriteString("formatted_name"u8, card.FormattedName);
        MessageWriter.WriteOptional(json, "first_name"u8, first);
        MessageWriter.WriteOptional(json, "last_name"u8, card.LastName);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, ReadOnlySpan<byte> list, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(list);
        foreach (string value in values)
        {
            json.WriteStartObject();
            json.WriteString(name, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
