using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>Reads <c>system</c>: a changed number, a changed user id, a changed identity.</summary>
internal static class SystemReader
{
    public static SystemBody? Read(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        string? type = null, text = null, number = null, userId = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "type"u8))
            {
                type = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "body"u8))
            {
                text = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "wa_id"u8) || JsonText.NameIs(ref reader, "new_wa_id"u8))
            {
                number = JsonText.ReadText(ref reader) ?? number;
            }
            else if (JsonText.NameIs(ref reader, "user_id"u8))
            {
                userId = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new SystemBody(type ?? "system") { Text = text, NewAddress = NewAddress(type, number, userId) };
    }

    /// <summary>From the first token of a message object: the user id that the person had before, or null.</summary>
    public static string? FindPreviousUserId(ref Utf8JsonReader reader)
    {
        string? previous = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (!JsonText.NameIs(ref reader, "system"u8))
            {
                JsonText.SkipValue(ref reader);
            }
            else if (JsonText.TryEnterObject(ref reader))
            {
                while (JsonText.NextProperty(ref reader))
                {
                    if (JsonText.NameIs(ref reader, "previous_user_id"u8))
                    {
                        previous = JsonText.ReadText(ref reader);
                    }
                    else
                    {
                        JsonText.SkipValue(ref reader);
                    }
                }
            }
        }

        return previous;
    }

    private static ContactAddress? NewAddress(string? type, string? number, string? userId) => type switch
    {
        "user_changed_user_id" => User(userId),
        "user_changed_number" or "customer_changed_number" => People.Address(number) ?? User(userId),
        _ => null,
    };

    private static ContactAddress? User(string? userId) =>
        string.IsNullOrEmpty(userId) ? null : new ContactAddress(ContactAddressKind.UserId, userId);
}
