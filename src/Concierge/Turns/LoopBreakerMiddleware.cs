using Concierge.Messaging;
using Concierge.Routing.Keywords;
using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>
/// Two bots that answer each other never stop. When the other side, turn for turn and within a minute, says the same again or repeats what
/// the bot said (<see cref="OutboundOptions.LoopLimit"/> times), it gets no answer for ten minutes.
/// </summary>
public sealed class LoopBreakerMiddleware(IOptions<ConciergeOptions> options) : ITurnMiddleware
{
    private const string StateName = "concierge.loop";
    private const int LeastQuote = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (options.Value.Outbound.LoopLimit is not { } limit || turn.Message.Body is not TextBody)
        {
            return next(turn);
        }

        DateTimeOffset now = turn.Clock.GetUtcNow();
        LoopWatch? before = turn.GetState(StateName, MessagingJsonContext.Default.LoopWatch);
        string said = TextFolding.Fold(turn.Text);
        int hash = Hash(said);
        if (before is { SilentUntil: { } until } && now < until)
        {
            turn.Decision = "not answered: the other side seems to be a bot";
            return ValueTask.CompletedTask;
        }

        // What was written before our answer came is no answer to it.
        bool answered = before is not null && turn.ReceivedAt > before.At && turn.Document.OutboundCount > before.Sent;
        bool goesOn = answered && now - before!.Since < Window && (hash == before.Hash || Quotes(said, turn.Document.LastText));
        int count = goesOn ? before!.Count + 1 : 1;
        DateTimeOffset since = goesOn ? before!.Since : now;
        bool isLoop = count > limit;
        turn.SetState(StateName, new LoopWatch(hash, now, turn.Document.OutboundCount, count, since, isLoop ? now + Silence : null), MessagingJsonContext.Default.LoopWatch);
        if (!isLoop)
        {
            return next(turn);
        }

        turn.Decision = "not answered: the other side seems to be a bot";
        return ValueTask.CompletedTask;
    }

    private static bool Quotes(string said, string? last) =>
        last is not null && TextFolding.Fold(last) is { Length: >= LeastQuote } folded && said.Contains(folded, StringComparison.Ordinal);

    /// <summary>The same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static int Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)hash;
    }
}
