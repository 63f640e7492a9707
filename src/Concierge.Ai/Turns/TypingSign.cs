using Concierge.Channels;

namespace Concierge.Ai.Turns;

/// <summary>Shows that an answer is being written, for as long as it is.</summary>
internal sealed class TypingSign : IAsyncDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended;
    private readonly Task _showing;

    private TypingSign(TurnContext turn, TimeSpan after)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(turn.CancellationToken);
        _showing = turn.Channel is ITypingChannel channel ? ShowAsync(turn, channel, after, _ended.Token) : Task.CompletedTask;
    }

    public static TypingSign Start(TurnContext turn, TimeSpan after) => new(turn, after);

    public async ValueTask DisposeAsync()
    {
        _ended.Cancel();
        await _showing.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private static async Task ShowAsync(TurnContext turn, ITypingChannel channel, TimeSpan after, CancellationToken cancellationToken)
    {
        TimeSpan renewal = channel.TypingDuration > Margin + Margin ? channel.TypingDuration - Margin : Margin;
        await Task.Delay(after, turn.Clock, cancellationToken);
        while (true)
        {
            await channel.ShowTypingAsync(turn.Document.Contact, turn.Message.Id, cancellationToken);
            await Task.Delay(renewal, turn.Clock, cancellationToken);
        }
    }
}
