using Concierge.Storage;

namespace Concierge.Ai.Turns;

/// <summary>Tells the person once that the answer takes a moment, when the turn is still at work after a while.</summary>
internal sealed class SoftNotice : IAsyncDisposable
{
    private readonly AiRun _run;
    private readonly TypingSign _typing;
    private readonly CancellationTokenSource? _answered;
    private readonly Task _saying = Task.CompletedTask;

    private SoftNotice(AiRun run, TypingSign typing)
    {
        _run = run;
        _typing = typing;
        if (run.Options.SoftNoticeAfter is { } after && run.Turn.Messages.Count > 0 && !run.Turn.HasRepliedEarly)
        {
            _answered = CancellationTokenSource.CreateLinkedTokenSource(run.Turn.CancellationToken);
            _saying = SayAsync(after, _answered.Token);
        }
    }

    public static SoftNotice Start(AiRun run, TypingSign typing) => new(run, typing);

    /// <summary>There is an answer: nothing more is said beside it.</summary>
    public async ValueTask StopAsync()
    {
        if (_answered is not null)
        {
            await _answered.CancelAsync();
            await _saying;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _answered?.Dispose();
    }

    private async Task SayAsync(TimeSpan after, CancellationToken answered)
    {
        TurnContext turn = _run.Turn;
        try
        {
            await Task.Delay(after, turn.Clock, answered);
            if (await turn.ReplyEarlyAsync(_run.Service.SoftNoticeFor(turn)))
            {
                // What arrives takes the sign away.
                _typing.Show();
            }
        }
        catch (OperationCanceledException)
        {
            // The answer came first, or the turn is over.
        }
        catch (StoreUnavailableException failure)
        {
            Log.NoticeFailed(_run.Engine.Logger, _run.Service.Name);
            Log.Failure(_run.Engine.Logger, failure);
        }
    }
}
