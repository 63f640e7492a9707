using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Concierge.Emulator.Phone;

/// <summary>Tells every open page what happened. A page that cannot follow is cut off and asks for everything again.</summary>
internal sealed class LiveEvents
{
    private const int MaxBehind = 256;
    private readonly ConcurrentDictionary<Channel<string>, byte> _pages = new();

    /// <summary>Sends an event; <paramref name="json"/> has no line breaks.</summary>
    public void Publish(string name, string json)
    {
        foreach (Channel<string> page in _pages.Keys)
        {
            if (!page.Writer.TryWrite($"event: {name}\ndata: {json}\n\n"))
            {
                page.Writer.TryComplete();
            }
        }
    }

    public Channel<string> Join()
    {
        Channel<string> page = Channel.CreateBounded<string>(MaxBehind);
        _pages.TryAdd(page, 0);
        return page;
    }

    public void Leave(Channel<string> page) => _pages.TryRemove(page, out _);
}
