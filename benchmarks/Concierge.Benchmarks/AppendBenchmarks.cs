using BenchmarkDotNet.Attributes;
using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Benchmarks;

/// <summary>One durable append to SQLite (fsync included) when so many callers append at once.</summary>
[MemoryDiagnoser]
public class AppendBenchmarks
{
    private const int Appends = 2048;
    private const int PayloadSize = 600;

    private readonly byte[] _payload = new byte[PayloadSize];
    private string _folder = string.Empty;
    private BenchmarkHost _host = null!;
    private IMailbox _mailbox = null!;
    private long _serial;

    /// <summary>Callers at once.</summary>
    [Params(1, 8, 64)]
    public int Producers { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        _folder = Directory.CreateTempSubdirectory("concierge-benchmark-").FullName;
        _host = new BenchmarkHost(builder => builder.UseSqlite(options =>
        {
            options.ConnectionString = $"Data Source={Path.Combine(_folder, "concierge.db")}";
            options.MaxBacklog = int.MaxValue;
        }));
        foreach (IStoreInitializer store in _host.Get<IEnumerable<IStoreInitializer>>())
        {
            await store.InitializeAsync(CancellationToken.None);
        }

        _mailbox = _host.Get<IMailbox>();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Appends)]
    public Task Append() => Task.WhenAll(Enumerable.Range(0, Producers).Select(ProduceAsync));

    private async Task ProduceAsync(int producer)
    {
        await Task.Yield();
        for (int i = 0; i < Appends / Producers; i++)
        {
            long serial = Interlocked.Increment(ref _serial);
            var item = new MailboxAppend
            {
                Conversation = new ConversationId($"conversation-{serial % 500}"),
                Key = (UInt128)(ulong)serial * 0x9E3779B97F4A7C15,
                Payload = _payload,
                ReceivedAt = DateTimeOffset.UnixEpoch,
            };
            AppendResult result = await _mailbox.AppendAsync([item], CancellationToken.None);
            if (result is not { Status: AppendStatus.Stored, Appended: 1 })
            {
                throw new InvalidOperationException($"The append ended as {result}.");
            }
        }
    }
}
