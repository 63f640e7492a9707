using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Lists a conversation's messages backwards, a page of about twenty at a time.</summary>
internal sealed class ListedMessages(ApiClient api)
{
    private const int MostPages = 50;

    /// <summary>
    /// Pages from the newest to the one that reaches back to <paramref name="since"/>, each with its oldest message first. Ends with an answer
    /// that is no page when Chatwoot refuses.
    /// </summary>
    public async IAsyncEnumerable<ListedPage> ReadAsync(
        ChatwootSettings settings, long conversation, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? before = null;
        for (int i = 0; i < MostPages; i++)
        {
            string query = before is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"?before={before}");
            ProviderReply reply = await api.GetAsync(settings, $"conversations/{conversation}/messages{query}", cancellationToken);
            if (!reply.IsSuccess || ApiJson.Member(ApiJson.TryRead(reply.Body), "payload") is not { ValueKind: JsonValueKind.Array } payload)
            {
                yield return new ListedPage([], reply);
                yield break;
            }

            JsonElement[] messages = [.. payload.EnumerateArray()];
            long oldest = messages.Select(static message => Number(message, "id")).OfType<long>().DefaultIfEmpty(0).Min();
            if (oldest == 0 || oldest >= before)
            {
                yield break;
            }

            yield return new ListedPage(messages, null);
            if (messages.Any(message => TimeOf(message) < since))
            {
                yield break;
            }

            before = oldest;
        }
    }

    /// <summary>When a message, or anything else of the API with that member in unix seconds, was made; null where it does not say.</summary>
    public static DateTimeOffset? TimeOf(JsonElement element, string member = "created_at") =>
        Number(element, member) is { } seconds and >= 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static long? Number(JsonElement element, string member) =>
        long.TryParse(ApiJson.Text(element, member), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
