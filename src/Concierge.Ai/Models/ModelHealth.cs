using System.Collections.Concurrent;

namespace Concierge.Ai.Models;

/// <summary>Lets a client that fails again and again rest, so that people need not wait for it while another one answers.</summary>
internal sealed class ModelHealth(TimeProvider clock)
{
    private const int Patience = 3;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Until)> _clients = new(StringComparer.Ordinal);

    public bool IsResting(string client) =>
        _clients.TryGetValue(client, out (int Failures, DateTimeOffset Until) state) && state.Until > clock.GetUtcNow();

    public void Succeeded(string client) => _clients.TryRemove(client, out _);

    public void Failed(string client)
    {
        DateTimeOffset until = clock.GetUtcNow() + Rest;
        _clients.AddOrUpdate(
            client,
            static (_, _) => (1, DateTimeOffset.MinValue),
            static (_, state, until) => (state.Failures + 1, state.Failures + 1 >= Patience ? until : state.Until),
            until);
    }
}
