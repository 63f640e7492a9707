using System.Globalization;
using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Says what a send became, from Twilio's answer: a server error is always unknown, else the code counts, then the status.</summary>
internal static class ReplyClassifier
{
    public static SendResult Classify(ProviderReply reply, out int? code)
    {
        code = null;
        if (reply.Outcome != ProviderOutcome.Answered || !reply.IsComplete)
        {
            return reply.ToSendResult();
        }

        ApiAnswer? answer = TwilioJson.TryRead(reply.Body, TwilioJsonContext.Default.ApiAnswer);
        if (reply.IsSuccess)
        {
            return answer is { Sid: { Length: > 0 } sid, Code: null } ? SendResult.Accepted(sid) : reply.ToSendResult();
        }

        code = answer?.Code;
        return code is { } number && reply.Status is >= 400 and < 500 and not 408 ? FromCode(reply, number) : reply.ToSendResult();
    }

    private static SendResult FromCode(ProviderReply reply, int code)
    {
        string text = code.ToString(CultureInfo.InvariantCulture);
        return ErrorTable.Find(code) switch
        {
            { Retry: { } scope } row => SendResult.Retry(scope, Longer(reply.RetryAfter, row.LeastWait), text, row.Meaning),
            { } row => SendResult.Rejected(row.Reason, text, row.Meaning),
            null when reply.Status == 429 => SendResult.Retry(RetryScope.Account, reply.RetryAfter, text, "Twilio asks to slow down."),
            null when reply.Status == 401 => SendResult.Retry(RetryScope.Credentials, reply.RetryAfter, text, "Twilio refused the credentials."),
            null => SendResult.Rejected(RejectReason.Other, text, "Twilio refused with a code that this version does not know."),
        };
    }

    private static TimeSpan? Longer(TimeSpan? asked, TimeSpan? least) => asked is null || asked < least ? least ?? asked : asked;
}
