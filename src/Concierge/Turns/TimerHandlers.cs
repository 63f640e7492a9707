using System.Diagnostics.CodeAnalysis;

namespace Concierge.Turns;

/// <summary>Who handles timers, by name.</summary>
internal sealed class TimerHandlers
{
    private readonly Dictionary<string, ITimerHandler> _handlers = new(StringComparer.Ordinal);

    public TimerHandlers(IEnumerable<ITimerHandler> handlers)
    {
        foreach (ITimerHandler handler in handlers)
        {
            if (!_handlers.TryAdd(handler.Name, handler))
            {
                throw new InvalidOperationException($"Two timer handlers have the name '{handler.Name}'. Give each a name of its own.");
            }
        }
    }

    public bool TryGetHandler(string name, [NotNullWhen(true)] out ITimerHandler? handler) => _handlers.TryGetValue(name, out handler);
}
