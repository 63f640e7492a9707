using System.Globalization;
using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>
/// Looks for the message of an earlier attempt among the newest ones to the same person. Twilio keeps nothing of ours with a message, so
/// its words and its time tell; the words of a template are Twilio's own, so a template is never found.
/// </summary>
internal sealed class SentMessages(ProviderAccount<TwilioSettings> account, ListedMessages messages)
{
    private const int MostPages = 3;

    /// <summary>How far Twilio's clock may be behind. Times are whole seconds.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    public async ValueTask<SendResult?> FindAsync(OutboundMessage message, SendAttempt attempt, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        if (account.Settings is not { } settings)
        {
            return SendResult.Retry(RetryScope.Credentials, detail: "The account's settings are not valid.");
        }

        if (WhatsAppAddress.Of(attempt.Recipient) is not { } to || MessageWriter.Words(message) is not { } words)
        {
            return null;
        }

        string from = settings.From is { } number ? $"&From={Uri.EscapeDataString(number)}" : string.Empty;
        string query = $"To={Uri.EscapeDataString(to)}{from}&PageSize=50";
        DateTimeOffset earliest = startedAt - Skew;
        await foreach (ListedPage page in messages.ReadAsync(settings, query, MostPages, cancellationToken))
        {
            if (page.Refusal is { } refusal)
            {
                return ReplyClassifier.Classify(refusal, out _) is SendRetry retry ? retry : SendResult.Retry(detail: "Twilio could not be asked for the messages that it has.");
            }

            // The newest that fits is the attempt's own: nothing is sent to a person while an attempt's outcome is open.
            if (page.Messages.Select(static listed => listed.Message).FirstOrDefault(listed => IsMatch(listed, message, words, earliest)) is { } found)
            {
                return Outcome(found);
            }

            if (page.Messages.Any(listed => ListedMessages.TimeOf(listed.Message.DateCreated) < earliest))
            {
                break;
            }
        }

        return null;
    }

    private static bool IsMatch(ListedMessage listed, OutboundMessage message, string words, DateTimeOffset earliest) =>
        listed.Direction?.StartsWith("outbound", StringComparison.OrdinalIgnoreCase) == true
        && ListedMessages.TimeOf(listed.DateCreated) >= earliest
        && listed.NumMedia is > 0 == message is MediaMessage
        && Plain(listed.Body) == Plain(words);

    private static string Plain(string? text) => text is null ? string.Empty : text.ReplaceLineEndings("\n").Trim();

    private static SendResult Outcome(ListedMessage found)
    {
        if (found.Status is not ("failed" or "undelivered" or "canceled"))
        {
            return SendResult.Accepted(found.Sid);
        }

        string? code = found.ErrorCode?.ToString(CultureInfo.InvariantCulture);
        return SendResult.Rejected(ErrorTable.ReasonOf(code), code ?? found.Status, "Twilio took the message and could not deliver it.");
    }
}
