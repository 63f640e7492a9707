using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Concierge.Channels;

namespace Concierge.AspNetCore.Admin;

/// <summary>What the host wants to send: a text, or any message as it stands in transcripts; why, when and under which name.</summary>
internal sealed record SendRequest(OutboundMessage Message, DateTimeOffset? At, string? Id)
{
    public static bool TryRead(JsonElement body, [NotNullWhen(true)] out SendRequest? request, [NotNullWhen(false)] out string? problem)
    {
        request = null;
        problem = null;
        OutboundMessage? message = ReadMessage(body);
        MessagePurpose purpose = message?.Purpose ?? default;
        DateTimeOffset at = default;
        if (message is null)
        {
            problem = "Send a JSON object with a member \"text\", or \"message\": an object with \"$kind\" as the transcript shows it.";
        }
        else if (body.TryGetProperty("purpose", out JsonElement why) && !(why.ValueKind == JsonValueKind.String && Names.TryParse(why.GetString(), out purpose)))
        {
            problem = $"Send \"purpose\" as one of {string.Join(", ", Enum.GetNames<MessagePurpose>())}.";
        }
        else if (body.TryGetProperty("at", out JsonElement when) && !(when.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(when.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at)))
        {
            problem = "Send \"at\" as a time, for example 2026-05-01T09:00:00Z.";
        }
        else if (body.TryGetProperty("id", out JsonElement id) && (id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 and <= 200 }))
        {
            problem = "Send \"id\" as a string of 1 to 200 characters, or leave it out.";
        }

        if (problem is null)
        {
            request = new SendRequest(message! with { Purpose = purpose }, at == default ? null : at, Text(body, "id"));
        }

        return request is not null;
    }

    private static OutboundMessage? ReadMessage(JsonElement body)
    {
        if (Text(body, "text") is { } text)
        {
            return string.IsNullOrWhiteSpace(text) ? null : new TextMessage(text);
        }

        if (!body.TryGetProperty("message", out JsonElement message) || message.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            return (ConciergeJson.ReadInput(Encoding.UTF8.GetBytes($$"""{"$event":"operatorReply","message":{{message.GetRawText()}}}""")) as OperatorReplyCommand)?.Message;
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
