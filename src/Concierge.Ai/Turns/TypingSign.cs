using Concierge.Channels;

namespace Concierge.Ai.Turns;

/// <summary>Shows that an answer is being written, for as long as it is.</summary>
internal sealed class TypingSign : IAsyncDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly TurnContext _turn;
    private readonly ITypingChannel? _channel;
    private readonly ITimer? _timer;

    private TypingSign(TurnContext turn, TimeSpan after)
    {
        _turn = turn;
        _channel = turn.Channel as ITypingChannel;
        if (_channel is not null)
        {
            TimeSpan renewal = _channel.TypingDuration > Margin + Margin ? _channel.TypingDuration - Margin : Margin;
            _timer = turn.Clock.CreateTimer(static sign => ((TypingSign)sign!).Show(), this, after, renewal);
        }
    }

    public static TypingSign Start(TurnContext turn, TimeSpan after) => new(turn, after);

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Best effort: a channel never throws for it, and nobody waits for it.</summary>
    public void Show()
    {
        if (_channel is not null && !_turn.CancellationToken.IsCancellationRequested)
        {
            _ = _channel.ShowTypingAsync(_turn.Document.Contact, _turn.Message.Id, _turn.CancellationToken).AsTask();
        }
    }
}
