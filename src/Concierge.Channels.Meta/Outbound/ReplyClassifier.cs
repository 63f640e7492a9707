using System.Globalization;
using Concierge.Channels.Http;
using Concierge.Channels.Meta.Wire;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Says what a send became, from Meta's answer: the error code first, the HTTP status only where there is none.</summary>
internal static class ReplyClassifier
{
    public static SendResult Classify(ProviderReply reply, out GraphError? error)
    {
        error = null;
        if (reply.Outcome != ProviderOutcome.Answered || !reply.IsComplete)
        {
            return reply.ToSendResult();
        }

        SendAnswer? answer = MetaJson.TryRead(reply.Body, MetaJsonContext.Default.SendAnswer);
        error = answer?.Error;
        if (reply.IsSuccess)
        {
            // Success with an error inside, or without an id, is not the documented answer: nobody knows.
            return error is null && answer?.Messages is [{ Id: { Length: > 0 } id }, ..] ? SendResult.Accepted(id) : reply.ToSendResult();
        }

        return error?.Code is { } code && reply.Status >= 400 ? FromCode(reply, error, code) : reply.ToSendResult();
    }

    private static SendResult FromCode(ProviderReply reply, GraphError error, int code)
    {
        string text = code.ToString(CultureInfo.InvariantCulture);
        return ErrorTable.Find(code) switch
        {
            // A server that failed may have sent before it failed, whatever it says about itself.
            { Retry: RetryScope.Message } when reply.Status >= 500 => SendResult.Ambiguous($"Meta answered {reply.Status} with the code {text}."),
            { Retry: { } scope } row => SendResult.Retry(scope, Longer(reply.RetryAfter, row.LeastWait), text, row.Meaning),
            { } row => SendResult.Rejected(row.Reason, text, row.Meaning),
            null when reply.Status == 429 => SendResult.Retry(RetryScope.Account, reply.RetryAfter, text, "Meta asks to slow down."),
            null when reply.Status >= 500 => SendResult.Ambiguous($"Meta answered {reply.Status} with the unknown code {text}."),
            null when error.IsTransient == true => SendResult.Retry(RetryScope.Message, reply.RetryAfter, text, "Meta says that the error will pass."),
            null => SendResult.Rejected(RejectReason.Other, text, "Meta refused with a code that this version does not know."),
        };
    }

    private static TimeSpan? Longer(TimeSpan? asked, TimeSpan? least) => asked is null || asked < least ? least ?? asked : asked;
}
