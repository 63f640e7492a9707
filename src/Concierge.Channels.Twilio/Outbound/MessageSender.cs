using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Wire;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Sends messages and typing signs.</summary>
internal sealed class MessageSender(ProviderAccount<TwilioSettings> account, ApiClient api, ILogger logger)
{
    private readonly ContentLibrary _contents = new(api);

    public async ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (account.Settings is not { } settings)
        {
            return SendResult.Retry(RetryScope.Credentials, detail: "The account's settings are not valid.");
        }

        if (WhatsAppAddress.Of(attempt.Recipient) is not { } to)
        {
            return SendResult.Rejected(RejectReason.RecipientUnreachable, detail: "The contact has no number or user id that Twilio can send to.");
        }

        if (MessageRules.Check(message) is { } refused)
        {
            return refused;
        }

        return message is ChoiceMessage choice
            ? await AskAsync(settings, choice, to, attempt.AttemptId, cancellationToken)
            : await PostAsync(settings, MessageWriter.Write(message, settings, to, attempt.AttemptId), cancellationToken);
    }

    public async ValueTask<bool> ShowTypingAsync(string? messageId, CancellationToken cancellationToken)
    {
        if (account.Settings is not { } settings || string.IsNullOrEmpty(messageId))
        {
            return false;
        }

        var form = new FormWriter();
        form.Add("messageId", messageId.Split('/')[0]);
        form.Add("channel", "whatsapp");
        ProviderReply reply = await api.PostFormAsync(settings, settings.TypingUrl, form.ToBytes(), cancellationToken);
        return reply.IsSuccess && TwilioJson.TryRead(reply.Body, TwilioJsonContext.Default.ApiAnswer) is { Success: true };
    }

    private async ValueTask<SendResult> AskAsync(TwilioSettings settings, ChoiceMessage question, string to, string attemptId, CancellationToken cancellationToken)
    {
        var content = new ChoiceContent(question);
        (string? sid, SendResult? failure) = await _contents.FindOrMakeAsync(settings, content, cancellationToken);
        if (sid is null)
        {
            return failure!;
        }

        SendResult result = await PostAsync(settings, MessageWriter.WriteContent(sid, content.Variables, settings, to, attemptId), cancellationToken);
        if (result is SendRejected { Code: { } code } && code == ErrorTable.ContentMissing.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            _contents.Forget(settings, content);
            return SendResult.Retry(code: code, detail: "The content was deleted at Twilio. The next try makes it anew.");
        }

        return result;
    }

    private async ValueTask<SendResult> PostAsync(TwilioSettings settings, ReadOnlyMemory<byte> form, CancellationToken cancellationToken)
    {
        ProviderReply reply = await api.PostFormAsync(settings, settings.MessagesUrl, form, cancellationToken);
        SendResult result = ReplyClassifier.Classify(reply, out int? code);
        if (code is { } number)
        {
            logger.ApiRefused(account.Key.Name, reply.Status, number, ErrorTable.Find(number)?.Meaning ?? "The code is not known.");
        }

        return result;
    }
}
