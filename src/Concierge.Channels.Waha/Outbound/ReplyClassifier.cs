using System.Text.Json;
using Concierge.Channels.Http;
using Concierge.Channels.Waha.Inbound;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Says what a send became. The id stands in another place for every engine; the bare one is kept.</summary>
internal static class ReplyClassifier
{
    public static SendResult Classify(ProviderReply reply, bool isReaction)
    {
        if (reply.Outcome != ProviderOutcome.Answered || !reply.IsComplete)
        {
            return reply.ToSendResult();
        }

        if (reply.Status == 501)
        {
            return SendResult.Rejected(RejectReason.Unsupported, "501", "The session's engine cannot do this.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(reply.Body);
            return Classify(reply, document.RootElement, isReaction);
        }
        catch (JsonException)
        {
            return isReaction && reply.IsSuccess ? SendResult.Accepted(null) : Plain(reply);
        }
    }

    private static SendResult Classify(ProviderReply reply, JsonElement answer, bool isReaction)
    {
        if (reply.IsSuccess)
        {
            string? id = IdOf(answer);
            return id is not null || isReaction ? SendResult.Accepted(id is null ? null : MessageKey.BareOf(id)) : reply.ToSendResult();
        }

        return reply.Status == 422 && answer.Text("status") is { } status && answer.At("expected").ValueKind == JsonValueKind.Array
            ? SendResult.Retry(RetryScope.Account, reply.RetryAfter ?? TimeSpan.FromSeconds(30), "422", $"The session is not WORKING ({Word(status)}). Check it on the WAHA server.")
            : Plain(reply);
    }

    private static SendResult Plain(ProviderReply reply) => reply.Status is 400 or 404 or 422
        ? SendResult.Rejected(RejectReason.InvalidRequest, reply.Status.ToString(System.Globalization.CultureInfo.InvariantCulture), "WAHA refused the request as invalid, or the session or chat does not exist.")
        : reply.ToSendResult();

    private static string? IdOf(JsonElement answer)
    {
        string? id = answer.Text("id") ?? answer.Text("id", "_serialized") ?? answer.Text("_data", "id", "_serialized") ?? answer.Text("key", "id") ?? answer.Text("id", "id");
        return string.IsNullOrEmpty(id) ? null : id;
    }

    // A status is a word in capitals; anything else stays out of what operators read.
    private static string Word(string status) => status.Length <= 40 && status.All(static c => char.IsAsciiLetterUpper(c) || c == '_') ? status : "unknown";
}
