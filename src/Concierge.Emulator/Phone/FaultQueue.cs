using Concierge.Emulator.Api;

namespace Concierge.Emulator.Phone;

/// <summary>The faults that were ordered, first come, first served. Thread-safe.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _lock = new();
    private readonly List<FaultOrder> _orders = [];

    /// <summary>429, 131047 (window closed), 131056 (too fast to one person), 500, timeout (no answer), lost (done, but the answer is cut off).</summary>
    public static IReadOnlyList<string> Known { get; } = ["429", "131047", "131056", "500", "timeout", "lost"];

    public IReadOnlyList<FaultOrder> Orders
    {
        get
        {
            lock (_lock)
            {
                return [.. _orders];
            }
        }
    }

    public void Order(FaultOrder order)
    {
        lock (_lock)
        {
            _orders.Add(order with { Count = Math.Clamp(order.Count ?? 1, 1, 1000) });
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _orders.Clear();
        }
    }

    /// <summary>The fault for this call, or null.</summary>
    public FaultOrder? Take()
    {
        lock (_lock)
        {
            if (_orders.Count == 0)
            {
                return null;
            }

            FaultOrder order = _orders[0];
            if (order.Count > 1)
            {
                _orders[0] = order with { Count = order.Count - 1 };
            }
            else
            {
                _orders.RemoveAt(0);
            }

            return order;
        }
    }
}
