using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>A sender or assignee: a contact, a colleague or a bot.</summary>
internal readonly record struct Person(string? Id, string? Type, string? Name, string? Phone)
{
    /// <summary>From a property: reads its object; nothing where it is none.</summary>
    public static Person Read(ref Utf8JsonReader reader)
    {
        string? id = null, type = null, name = null, phone = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return default;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "id"u8))
            {
                id = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "type"u8))
            {
                type = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "name"u8))
            {
                name = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "phone_number"u8))
            {
                phone = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new Person(id, type, name, phone);
    }
}
