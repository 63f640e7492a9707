using Concierge.Events;

namespace Concierge.Tests.Forms;

internal sealed class RecordingSubscriber : IEventSubscriber
{
    public List<ConciergeEvent> Heard { get; } = [];

    public string Name => "recorder";

    public ValueTask HandleAsync(ConciergeEvent conciergeEvent, CancellationToken cancellationToken)
    {
        Heard.Add(conciergeEvent);
        return ValueTask.CompletedTask;
    }
}
