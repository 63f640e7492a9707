using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Concierge.Channels.Chatwoot.Outbound;
using Concierge.Channels.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>Asks for what people wrote: the conversations by their last activity, and the messages of each.</summary>
internal sealed class HistoryReader(ProviderAccount<ChatwootSettings> account, ApiClient api, ListedMessages messages, ILogger logger)
{
    private const int MostPages = 40;

    private bool _isToldOfToken;

    /// <exception cref="HttpRequestException">Chatwoot could not be asked.</exception>
    public async IAsyncEnumerable<ChannelEvent> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChatwootSettings settings = account.Settings ?? throw new HttpRequestException("The account's settings are not valid.");
        foreach (JsonElement conversation in await ActiveAsync(settings, since, cancellationToken))
        {
            if (!long.TryParse(ApiJson.Text(conversation, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            {
                continue;
            }

            var pages = new Stack<IReadOnlyList<JsonElement>>();
            await foreach (ListedPage page in messages.ReadAsync(settings, id, since, cancellationToken))
            {
                // A conversation that was deleted in the meantime holds nothing up.
                pages.Push(page.Refusal is { Status: not 404 } refusal ? throw Refused(refusal) : page.Items);
            }

            foreach (JsonElement message in pages.SelectMany(static page => page).Where(message => !(ListedMessages.TimeOf(message) < since)))
            {
                foreach (ChannelEvent received in Read(settings, conversation, message))
                {
                    yield return received;
                }
            }
        }
    }

    private static IEnumerable<ChannelEvent> Read(ChatwootSettings settings, JsonElement conversation, JsonElement message)
    {
        var sink = new ChannelEventSink();
        PayloadReader.ReadListed(Utf8(message), Utf8(conversation), settings.AccountId, settings.InboxIds, sink);
        return sink.Events.Where(static channelEvent => channelEvent is MessageReceived);
    }

    private static byte[] Utf8(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());

    /// <summary>The conversations with something new, the one that was quiet for longest first.</summary>
    private async Task<List<JsonElement>> ActiveAsync(ChatwootSettings settings, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var found = new List<JsonElement>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        int page = 1;
        while (page <= MostPages && await AddPageAsync(page))
        {
            page++;
        }

        // What got a message in the meantime moved to the first page, and what stood there moved down.
        if (page > 1)
        {
            await AddPageAsync(1);
        }

        found.Reverse();
        return found;

        async Task<bool> AddPageAsync(int number)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"conversations?status=all&assignee_type=all&sort_by=last_activity_at_desc&page={number}");
            ProviderReply reply = await api.GetAsync(settings, path, cancellationToken);
            if (ReplyClassifier.IsForUsersOnly(reply))
            {
                TellOfToken();
                return false;
            }

            if (!reply.IsSuccess || ApiJson.Member(ApiJson.Member(ApiJson.TryRead(reply.Body), "data"), "payload") is not { ValueKind: JsonValueKind.Array } payload)
            {
                throw Refused(reply);
            }

            bool isPastIt = payload.GetArrayLength() == 0;
            foreach (JsonElement conversation in payload.EnumerateArray())
            {
                if (ListedMessages.TimeOf(conversation, "last_activity_at") < since)
                {
                    isPastIt = true;
                }
                else if (ApiJson.Text(conversation, "id") is { } id && known.Add(id))
                {
                    found.Add(conversation);
                }
            }

            return !isPastIt;
        }
    }

    private void TellOfToken()
    {
        if (!Interlocked.Exchange(ref _isToldOfToken, true))
        {
            logger.HistoryNeedsUserToken(account.Key.Name);
        }
    }

    private static HttpRequestException Refused(ProviderReply reply) => new(reply.Status == 0
        ? $"Chatwoot could not be asked for missed messages. {reply.Detail}"
        : $"Chatwoot could not be asked for missed messages: status {reply.Status}.");
}
