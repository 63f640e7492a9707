using Concierge.Storage;
using Microsoft.Extensions.Logging;

namespace Concierge;

/// <summary>
/// Says that the store is unavailable, once in a while: every webhook and every lane finds it out for itself, and a log that
/// fills what is left of the disk helps nobody.
/// </summary>
internal sealed class StoreTroubleLog(TimeProvider clock, ILogger<StoreTroubleLog> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private DateTimeOffset _next;
    private long _unsaid;

    public void Write(StoreUnavailableException trouble)
    {
        long unsaid;
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (now < _next)
            {
                _unsaid++;
                return;
            }

            _next = now + Interval;
            unsaid = _unsaid;
            _unsaid = 0;
        }

        Log.StoreUnavailable(logger, trouble.Message, unsaid);
    }
}
