using System.Text.Json;
using Concierge.Channels;
using Concierge.Messaging;
using Concierge.Scheduling;

namespace Concierge.Turns;

/// <summary>A running turn's hold on its lane. A turn that was left behind has none any more.</summary>
internal sealed class TurnControl : ITurnControl
{
    private readonly Lane _lane;
    private readonly EarlyReplies _station;
    private readonly int _messages;
    private readonly Action<List<MessageReceived>> _takeNewer;
    private readonly CancellationToken _lost;
    private EarlyReply? _early;
    private Task<bool> _saying = Task.FromResult(false);
    private volatile bool _isClosed;

    public TurnControl(Lane lane, LaneInput first, EarlyReplies station, int messages, Action<List<MessageReceived>> takeNewer, CancellationToken lost)
    {
        _lane = lane;
        _station = station;
        _messages = messages;
        _takeNewer = takeNewer;
        _lost = lost;
        TurnId = $"{lane.Id}.{first.Item.Sequence}";
        if (TakeNote() is { } note)
        {
            lane.Document.NextOrdinal = note.First;
            _early = new EarlyReply(station, lane, TurnId, messages, note);
            _saying = _early.SendAsync(lost);
        }
    }

    public string TurnId { get; }

    public bool HasRepliedEarly => _early?.IsSaid ?? false;

    public void Close()
    {
        _isClosed = true;
        _early?.Close();
    }

    /// <summary>Waits for what is said early and is under way. What went wrong with it, whoever asked for it knows, and the turn's commit finds out.</summary>
    public async ValueTask EndAsync() => await ((Task)_saying).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>The turn has ended well.</summary>
    public void Conclude() => _early?.Conclude();

    /// <inheritdoc cref="EarlyReply.PlaceOf"/>
    public long? PlaceOf(int index) => _early?.PlaceOf(index);

    public async ValueTask CheckpointAsync(IEnumerable<string> stateNames, CancellationToken cancellationToken)
    {
        ThrowIfClosed(cancellationToken);
        await _lane.Hand.WaitAsync();
        try
        {
            ThrowIfClosed(cancellationToken);
            await _lane.CheckpointAsync(stateNames, cancellationToken);
        }
        finally
        {
            _lane.Hand.Release();
        }
    }

    public ValueTask<bool> ReplyEarlyAsync(string text, CancellationToken cancellationToken)
    {
        ThrowIfClosed(cancellationToken);
        var early = new EarlyReply(_station, _lane, TurnId, _messages, note: null);
        if (Interlocked.CompareExchange(ref _early, early, null) is not null)
        {
            return ValueTask.FromResult(false);
        }

        _saying = early.SayAsync(text, _lost);
        return new ValueTask<bool>(_saying);
    }

    public async ValueTask<IReadOnlyList<MessageReceived>> TakeNewerAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed(cancellationToken);
        await _lane.Hand.WaitAsync();
        try
        {
            await _lane.RefreshAsync(cancellationToken, always: true);
            ThrowIfClosed(cancellationToken);
            var newer = new List<MessageReceived>();
            _takeNewer(newer);
            return newer;
        }
        finally
        {
            _lane.Hand.Release();
        }
    }

    /// <summary>What an earlier life of this turn has said; what another turn, which was given up, has left is of no use.</summary>
    private EarlyNote? TakeNote()
    {
        if (!_lane.Document.State.Remove(EarlyNote.StateName, out JsonElement kept))
        {
            return null;
        }

        EarlyNote note = kept.Deserialize(MessagingJsonContext.Default.EarlyNote)!;
        return note.TurnId == TurnId ? note : null;
    }

    private void ThrowIfClosed(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_isClosed)
        {
            throw new OperationCanceledException("The turn is over: its time was up, its lease was lost, or the host stopped.");
        }
    }
}
