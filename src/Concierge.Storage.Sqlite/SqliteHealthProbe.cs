using Concierge.Health;
using Concierge.Storage.Sqlite.Writing;

namespace Concierge.Storage.Sqlite;

internal sealed class SqliteHealthProbe(SqliteEngine engine) : IHealthProbe
{
    /// <summary>How long the answer may take when it takes a try at writing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public string Name => "store";

    public async ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool ready = engine.Link.IsHealthy || await TryWritingAsync(cancellationToken);
        long? last = engine.Link.LastCommitAt;
        string version = engine.Library?.VersionText ?? "not loaded";
        long waiting, dead;
        lock (engine.State.Gate)
        {
            waiting = engine.State.Waiting;
            dead = engine.State.DeadLetters;
        }

        string description = ready ? $"SQLite {version} works." : $"SQLite {version} cannot write: {engine.Link.Reason}";
        return new ComponentHealth(ready, description)
        {
            Figures = new Dictionary<string, long>
            {
                ["waiting"] = waiting,
                ["deadLetters"] = dead,
                ["fileBytes"] = engine.File.Length(),
                ["sqliteVersion"] = engine.Library?.Version ?? 0,
                ["lastCommitUnixSeconds"] = last is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero).ToUnixTimeSeconds() : 0,
            },
        };
    }

    // A host that is not ready is sent nothing that it could write, so it would never learn that it can.
    private async ValueTask<bool> TryWritingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await engine.WriteAsync(new TryWritingOperation(), cancellationToken).WaitAsync(Patience, engine.Clock, cancellationToken);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or TimeoutException)
        {
            // The reason is in the description.
            return false;
        }
    }
}
