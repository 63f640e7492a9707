using Concierge.Emulator.Api;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Phone;

/// <summary>The faults that were ordered, first come, first served on each line. Thread-safe.</summary>
internal sealed class FaultQueue(TimeProvider clock)
{
    /// <summary>The message arrives, the answer does not.</summary>
    public const string Lost = "lost";

    /// <summary>No answer.</summary>
    public const string Timeout = "timeout";

    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);
    private readonly Lock _lock = new();
    private readonly List<FaultOrder> _orders = [];

    /// <summary>What every provider can suffer.</summary>
    public static IReadOnlyList<FaultKind> Common { get; } =
        [new("500", "Server error (500)"), new(Timeout, "No answer"), new(Lost, "Delivered, answer lost")];

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
    public FaultOrder? Take(PhoneLine line)
    {
        lock (_lock)
        {
            int index = _orders.FindIndex(order => order.Line == line.Key);
            if (index < 0)
            {
                return null;
            }

            FaultOrder order = _orders[index];
            if (order.Count > 1)
            {
                _orders[index] = order with { Count = order.Count - 1 };
            }
            else
            {
                _orders.RemoveAt(index);
            }

            return order;
        }
    }

    /// <summary>Keeps the caller waiting, then hangs up.</summary>
    public async Task HangAsync(HttpContext context)
    {
        await Task.Delay(Hang, clock, context.RequestAborted);
        context.Abort();
    }
}
