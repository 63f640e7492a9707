using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Concierge.Channels.Twilio.Wire;

/// <summary>Reads answers of the API.</summary>
internal static class TwilioJson
{
    /// <summary>The answer, or null when it is not of the documented form.</summary>
    public static T? TryRead<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(utf8.Span, type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
