namespace Concierge.Tests.Sessions;

internal sealed class RecordingObserver : ISessionObserver
{
    public List<(string Session, SessionState State)> Heard { get; } = [];

    public bool Fails { get; init; }

    public ValueTask OnChangedAsync(ConversationId conversation, SessionEvent change, CancellationToken cancellationToken)
    {
        Heard.Add((change.SessionId, change.State));
        return Fails ? throw new InvalidOperationException("deaf") : ValueTask.CompletedTask;
    }
}
