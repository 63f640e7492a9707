using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>The first entry of an <c>errors</c> array.</summary>
internal readonly record struct ProviderErrors(string? Code, string? Detail)
{
    /// <summary>From the property <c>errors</c>: reads the first entry and passes over the rest.</summary>
    public static ProviderErrors ReadValue(ref Utf8JsonReader reader)
    {
        ProviderErrors first = default;
        if (!JsonText.TryEnterArray(ref reader))
        {
            return first;
        }

        bool isFirst = true;
        while (JsonText.NextElement(ref reader))
        {
            if (isFirst && reader.TokenType == JsonTokenType.StartObject)
            {
                first = ReadEntry(ref reader);
                isFirst = false;
            }
            else
            {
                reader.Skip();
            }
        }

        return first;
    }

    private static ProviderErrors ReadEntry(ref Utf8JsonReader reader)
    {
        string? code = null, title = null, message = null, details = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "code"u8))
            {
                code = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "title"u8))
            {
                title = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "message"u8))
            {
                message = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "details"u8))
            {
                details = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "error_data"u8))
            {
                details = ReadDetails(ref reader) ?? details;
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new ProviderErrors(code, details ?? message ?? title);
    }

    private static string? ReadDetails(ref Utf8JsonReader reader)
    {
        string? details = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "details"u8))
            {
                details = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return details;
    }
}
