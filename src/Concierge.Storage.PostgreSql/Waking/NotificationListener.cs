using Concierge.Storage.PostgreSql.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concierge.Storage.PostgreSql.Waking;

/// <summary>Listens to the other nodes on a connection of its own. A hint only: what it misses, a poll finds.</summary>
internal sealed class NotificationListener(PostgreSqlDatabase database, PostgreSqlOptions options, WakeSignal signal, TimeProvider clock, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();

    public void Start() => _ = ListenAsync();

    public void Dispose() => _stopping.Cancel();

    private async Task ListenAsync()
    {
        bool said = false;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await using NpgsqlConnection connection = await database.OpenAsync(_stopping.Token);
                connection.Notification += (_, _) => signal.Set();
                await using (var listen = new NpgsqlCommand($"LISTEN {options.Schema}", connection))
                {
                    await listen.ExecuteNonQueryAsync();
                }

                said = false;
                signal.Set();
                while (true)
                {
                    await connection.WaitAsync(_stopping.Token);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (Trouble.IsOfStore(failure) || failure is OperationCanceledException)
            {
                if (!said && !_stopping.IsCancellationRequested)
                {
                    said = true;
                    logger.NotListening(Trouble.Describe(failure));
                }
            }

            await Task.Delay(Pause, clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
