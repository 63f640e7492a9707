using Concierge.Channels;

namespace Concierge.Samples.Quickstart;

/// <summary>Before anything answers: marks the message as read and shows that an answer is on its way.</summary>
internal sealed class TypingMiddleware : ITurnMiddleware
{
    public async ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        if (turn.Channel is ITypingChannel channel)
        {
            // Best effort: it says false when it failed, and the answer matters more.
            await channel.ShowTypingAsync(turn.Message.Sender, turn.Message.Id, turn.CancellationToken);
        }

        await next(turn);
    }
}
