using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Lists messages, newest first.</summary>
internal sealed class ListedMessages(ApiClient api)
{
    /// <summary>Pages of messages that match <paramref name="query"/>. Ends with an answer that is no page when Twilio refuses.</summary>
    public async IAsyncEnumerable<ListedPage> ReadAsync(TwilioSettings settings, string query, int mostPages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = new Uri($"{settings.MessagesUrl.AbsoluteUri}?{query}");
        for (int i = 0; i < mostPages; i++)
        {
            ProviderReply reply = await api.GetAsync(settings, next, cancellationToken);
            if (!reply.IsSuccess || TwilioJson.TryRead(reply.Body, TwilioJsonContext.Default.MessagePage) is not { Messages: { } elements } page)
            {
                yield return new ListedPage([], reply);
                yield break;
            }

            yield return new ListedPage([.. elements.Select(Read).OfType<(ListedMessage, ReadOnlyMemory<byte>)>()], null);

            // It is a path below the API's address, wherever it says that it leads.
            if (page.NextPageUri is not ['/', not '/', ..] path || elements.Count == 0)
            {
                yield break;
            }

            next = TwilioSettings.Under(settings.ApiRoot, path);
        }
    }

    /// <summary>The time in a listed resource, RFC 2822; null where it is none.</summary>
    public static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private static (ListedMessage, ReadOnlyMemory<byte>)? Read(JsonElement element)
    {
        byte[] raw = Encoding.UTF8.GetBytes(element.GetRawText());
        return TwilioJson.TryRead(raw, TwilioJsonContext.Default.ListedMessage) is { Sid.Length: > 0 } message ? (message, raw) : null;
    }
}
