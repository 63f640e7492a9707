namespace Concierge.Channels;

/// <summary>Collects the events of one webhook in their order. Not thread-safe.</summary>
public sealed class ChannelEventSink
{
    private readonly List<ChannelEvent> _events = new(1);

    /// <summary>The events so far.</summary>
    public IReadOnlyList<ChannelEvent> Events => _events;

    /// <summary>Adds an event.</summary>
    public void Add(ChannelEvent channelEvent)
    {
        ArgumentNullException.ThrowIfNull(channelEvent);
        _events.Add(channelEvent);
    }
}
