namespace Concierge.Ai.Models;

/// <summary>
/// Lets a client that fails rest, so that people need not wait for it while another one answers, and keeps failures from multiplying the requests: of a hundred replies some
/// eighteen may ask a further client, with a reserve for the moment in which an outage begins.
/// </summary>
internal sealed class ModelHealth(TimeProvider clock)
{
    private const int Patience = 3;

    /// <summary>Good answers in a row after which a client that rested is the first choice again.</summary>
    private const int Recovery = 5;

    /// <summary>A client that fails a quarter of the time rests too, even if it never fails three times in a row.</summary>
    private const double TooOften = 0.25;

    /// <summary>How much of the share of failures one request makes up: about the last ten count.</summary>
    private const double Weight = 0.1;

    private const double FurtherPerReply = 0.18;
    private const double Reserve = 100;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, State> _clients = new(StringComparer.Ordinal);
    private double _further = Reserve;

    /// <summary>
    /// The clients in the order in which a reply asks them: those that rest come last. One whose rest is over is tried by one reply, as long as that one could ask another.
    /// </summary>
    public IReadOnlyList<ModelClient> Order(IReadOnlyList<ModelClient> clients)
    {
        lock (_lock)
        {
            _further = Math.Min(_further + FurtherPerReply, Reserve);
            if (_clients.Count == 0 || clients.Count == 1)
            {
                return clients;
            }

            DateTimeOffset now = clock.GetUtcNow();
            var first = new List<ModelClient>(clients.Count);
            var resting = new List<ModelClient>();
            bool isTrying = false;
            foreach (ModelClient client in clients)
            {
                if (!_clients.TryGetValue(client.Key, out State? state) || !state.IsResting)
                {
                    first.Add(client);
                }
                else if (!isTrying && state.Until <= now && _further >= 1)
                {
                    isTrying = true;
                    state.Until = now + state.Rest;
                    first.Add(client);
                }
                else
                {
                    resting.Add(client);
                }
            }

            return [.. first, .. resting];
        }
    }

    /// <summary>Whether a reply may ask one client more.</summary>
    public bool TakeFurther()
    {
        lock (_lock)
        {
            if (_further < 1)
            {
                return false;
            }

            _further--;
            return true;
        }
    }

    public void Succeeded(string client)
    {
        lock (_lock)
        {
            if (!_clients.TryGetValue(client, out State? state))
            {
                return;
            }

            state.Failures = 0;
            state.FailureShare *= 1 - Weight;
            if (state.IsResting ? ++state.Successes >= Recovery : state.FailureShare < Weight / 10)
            {
                _clients.Remove(client);
            }
        }
    }

    public void Failed(string client)
    {
        lock (_lock)
        {
            if (!_clients.TryGetValue(client, out State? state))
            {
                _clients[client] = state = new State();
            }

            state.Failures++;
            state.Successes = 0;
            state.FailureShare = (state.FailureShare * (1 - Weight)) + Weight;
            if (state.IsResting)
            {
                state.Rest = state.Rest * 2 < LongestRest ? state.Rest * 2 : LongestRest;
                state.Until = clock.GetUtcNow() + state.Rest;
            }
            else if (state.Failures >= Patience || state.FailureShare >= TooOften)
            {
                state.IsResting = true;
                state.Until = clock.GetUtcNow() + state.Rest;
            }
        }
    }

    private sealed class State
    {
        public int Failures { get; set; }

        public int Successes { get; set; }

        public double FailureShare { get; set; }

        public bool IsResting { get; set; }

        public TimeSpan Rest { get; set; } = ShortestRest;

        public DateTimeOffset Until { get; set; }
    }
}
