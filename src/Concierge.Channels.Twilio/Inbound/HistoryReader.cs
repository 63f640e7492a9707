using System.Globalization;
using System.Runtime.CompilerServices;
using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Outbound;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>
/// Lists the messages to our sender and reads them like webhooks. The list knows less than a webhook: no names, places or button ids, so a tap is
/// the text of its button.
/// </summary>
internal sealed class HistoryReader(ProviderAccount<TwilioSettings> account, ApiClient api, ListedMessages messages)
{
    private const int MostPages = 50;

    /// <exception cref="HttpRequestException">Twilio could not be asked.</exception>
    public async IAsyncEnumerable<ChannelEvent> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TwilioSettings settings = account.Settings ?? throw new HttpRequestException("The account's settings are not valid.");
        foreach ((ListedMessage message, ReadOnlyMemory<byte> raw) in await InboundAsync(settings, since, cancellationToken))
        {
            var sink = new ChannelEventSink();
            FormFields fields = await FieldsAsync(settings, message, cancellationToken);
            new PayloadReader(settings, sink).ReadListed(fields, ListedMessages.TimeOf(message.DateSent ?? message.DateCreated), raw);
            foreach (ChannelEvent received in sink.Events.Where(static channelEvent => channelEvent is MessageReceived))
            {
                yield return received;
            }
        }
    }

    private async Task<List<(ListedMessage Message, ReadOnlyMemory<byte> Raw)>> InboundAsync(TwilioSettings settings, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // The filter knows whole days only.
        string to = settings.From is { } number ? $"&To={Uri.EscapeDataString(number)}" : string.Empty;
        string query = string.Create(CultureInfo.InvariantCulture, $"DateSent%3E={since.UtcDateTime:yyyy-MM-dd}{to}&PageSize=200");
        var found = new List<(ListedMessage, ReadOnlyMemory<byte>)>();
        await foreach (ListedPage page in messages.ReadAsync(settings, query, MostPages, cancellationToken))
        {
            if (page.Refusal is { } refusal)
            {
                throw Refused(refusal);
            }

            found.AddRange(page.Messages.Where(listed => IsMissed(settings, listed.Message, since)));
            if (page.Messages.Any(listed => ListedMessages.TimeOf(listed.Message.DateSent) < since))
            {
                break;
            }
        }

        found.Reverse();
        return found;
    }

    private static bool IsMissed(TwilioSettings settings, ListedMessage message, DateTimeOffset since) =>
        string.Equals(message.Direction, "inbound", StringComparison.OrdinalIgnoreCase)
        && (settings.From is not null || message.MessagingServiceSid == settings.MessagingServiceSid)
        && !(ListedMessages.TimeOf(message.DateSent ?? message.DateCreated) < since);

    /// <summary>The fields that the webhook had, as far as the list knows them.</summary>
    private async Task<FormFields> FieldsAsync(TwilioSettings settings, ListedMessage message, CancellationToken cancellationToken)
    {
        var values = new List<KeyValuePair<string, string>>
        {
            new("MessageSid", message.Sid!),
            new("AccountSid", settings.AccountSid),
            new("From", message.From ?? string.Empty),
            new("To", message.To ?? string.Empty),
            new("Body", message.Body ?? string.Empty),
        };
        if (message.MessagingServiceSid is { } service)
        {
            values.Add(new("MessagingServiceSid", service));
        }

        if (message.NumMedia > 0)
        {
            await AddFilesAsync(settings, message.Sid!, values, cancellationToken);
        }
        else if (!string.IsNullOrEmpty(message.Body))
        {
            values.Add(new("MessageType", "text"));
        }

        return FormFields.From(values);
    }

    private async Task AddFilesAsync(TwilioSettings settings, string sid, List<KeyValuePair<string, string>> values, CancellationToken cancellationToken)
    {
        string path = $"2010-04-01/Accounts/{settings.AccountSid}/Messages/{Uri.EscapeDataString(sid)}/Media";
        ProviderReply reply = await api.GetAsync(settings, TwilioSettings.Under(settings.ApiRoot, $"{path}.json"), cancellationToken);
        if (reply.Status == 404)
        {
            // The files were deleted; the words, and that there was something, are not lost with them.
            return;
        }

        if (!reply.IsSuccess || TwilioJson.TryRead(reply.Body, TwilioJsonContext.Default.FilePage) is not { MediaList: { } files })
        {
            throw Refused(reply);
        }

        foreach ((int i, ListedFile file) in files.Where(static file => file.Sid is not null).Index())
        {
            values.Add(new($"MediaUrl{i}", TwilioSettings.Under(settings.ApiRoot, $"{path}/{Uri.EscapeDataString(file.Sid!)}").AbsoluteUri));
            values.Add(new($"MediaContentType{i}", file.ContentType ?? string.Empty));
        }
    }

    private static HttpRequestException Refused(ProviderReply reply) => new(reply.Status == 0
        ? $"Twilio could not be asked for missed messages. {reply.Detail}"
        : $"Twilio could not be asked for missed messages: status {reply.Status}.");
}
