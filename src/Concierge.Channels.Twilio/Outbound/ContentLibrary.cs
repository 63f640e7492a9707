using System.Collections.Concurrent;
using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>
/// Finds or makes the content of a shape. Kept in memory: a restart makes each shape once more. Making one reaches nobody, so
/// whatever goes wrong here, the message was certainly not sent.
/// </summary>
internal sealed class ContentLibrary(ApiClient api)
{
    private readonly ConcurrentDictionary<string, string> _sids = new(StringComparer.Ordinal);

    /// <summary>The content's id, or what the send became without it.</summary>
    public async ValueTask<(string? Sid, SendResult? Failure)> FindOrMakeAsync(TwilioSettings settings, ChoiceContent content, CancellationToken cancellationToken)
    {
        string key = Key(settings, content);
        if (_sids.TryGetValue(key, out string? known))
        {
            return (known, null);
        }

        ProviderReply reply = await api.PostJsonAsync(settings, settings.ContentUrl, content.ToJson(), cancellationToken);
        if (reply.IsSuccess && TwilioJson.TryRead(reply.Body, TwilioJsonContext.Default.ApiAnswer)?.Sid is { } sid && sid.StartsWith("HX", StringComparison.Ordinal))
        {
            return (_sids.GetOrAdd(key, sid), null);
        }

        return (null, Failure(reply));
    }

    /// <summary>Forgets a content that Twilio no longer has.</summary>
    public void Forget(TwilioSettings settings, ChoiceContent content) => _sids.TryRemove(Key(settings, content), out _);

    private static string Key(TwilioSettings settings, ChoiceContent content) => $"{settings.ContentUrl} {settings.AccountSid} {content.Shape}";

    private static SendResult Failure(ProviderReply reply) => ReplyClassifier.Classify(reply, out _) switch
    {
        SendRetry retry => retry,
        SendRejected rejected => SendResult.Rejected(RejectReason.Unsupported, rejected.Code, $"The Content API refused the buttons or the list. {rejected.Detail}"),
        _ => SendResult.Retry(detail: "The Content API did not make the buttons or the list; nothing was sent."),
    };
}
