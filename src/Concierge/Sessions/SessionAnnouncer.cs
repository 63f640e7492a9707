using Concierge.Scheduling;
using Microsoft.Extensions.Logging;

namespace Concierge.Sessions;

/// <summary>Tells the observers what a commit has made true.</summary>
internal sealed class SessionAnnouncer(IEnumerable<ISessionObserver> observers, ILogger<SessionAnnouncer> logger)
{
    private readonly ISessionObserver[] _observers = [.. observers];

    public async ValueTask TellAsync(Lane lane, CancellationToken cancellationToken)
    {
        IReadOnlyList<SessionEvent> changes = lane.TakeAnnounced();
        foreach (SessionEvent change in changes)
        {
            foreach (ISessionObserver observer in _observers)
            {
                try
                {
                    await observer.OnChangedAsync(lane.Id, change, cancellationToken);
                }
                catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
                {
                    Log.ObserverFailed(logger, lane.Id, observer.GetType().Name, failure.GetType().Name);
                }
            }
        }
    }
}
