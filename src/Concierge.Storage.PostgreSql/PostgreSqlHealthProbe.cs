using Concierge.Health;

namespace Concierge.Storage.PostgreSql;

/// <summary>Tells what the last use of the database was like. It waits for nothing: a probe must answer while the database hangs.</summary>
internal sealed class PostgreSqlHealthProbe(PostgreSqlEngine engine) : IHealthProbe
{
    public string Name => "store";

    public ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        engine.Backlog.CountInBackground();
        string? trouble = engine.Database.LastTrouble;
        return new(new ComponentHealth(trouble is null, trouble is null ? $"PostgreSQL {engine.Version} works." : $"PostgreSQL {engine.Version} does not work: {trouble}")
        {
            Figures = new Dictionary<string, long> { ["waiting"] = engine.Backlog.Waiting },
        });
    }
}
