using Concierge.Channels;

namespace Concierge.Samples.Quickstart;

/// <summary>Before anything answers: marks the message as read and shows that an answer is on its way, as far as the channel can.</summary>
internal sealed class TypingMiddleware : ITurnMiddleware
{
    public async ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        // Best effort, both at once: they say false when they failed, and the answer matters more.
        Task<bool> read = turn.Channel is IReadReceiptChannel reader && turn.Message.Id is { } id
            ? reader.MarkReadAsync(id, turn.CancellationToken).AsTask()
            : Task.FromResult(false);
        if (turn.Channel is ITypingChannel channel)
        {
            await channel.ShowTypingAsync(turn.Message.Sender, turn.Message.Id, turn.CancellationToken);
        }

        await read;
        await next(turn);
    }
}
