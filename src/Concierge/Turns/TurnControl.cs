using Concierge.Channels;
using Concierge.Scheduling;

namespace Concierge.Turns;

/// <summary>A running turn's hold on its lane. A turn that was left behind has none any more.</summary>
internal sealed class TurnControl(Lane lane, LaneInput first, Action<List<MessageReceived>> takeNewer) : ITurnControl
{
    private volatile bool _isClosed;

    public string TurnId { get; } = $"{lane.Id}.{first.Item.Sequence}";

    public void Close() => _isClosed = true;

    public ValueTask CheckpointAsync(IEnumerable<string> stateNames, CancellationToken cancellationToken)
    {
        ThrowIfClosed(cancellationToken);
        return lane.CheckpointAsync(stateNames, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<MessageReceived>> TakeNewerAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed(cancellationToken);
        await lane.RefreshAsync(cancellationToken, always: true);
        ThrowIfClosed(cancellationToken);
        var newer = new List<MessageReceived>();
        takeNewer(newer);
        return newer;
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
