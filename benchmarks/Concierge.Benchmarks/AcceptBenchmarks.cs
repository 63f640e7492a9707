using BenchmarkDotNet.Attributes;
using Concierge.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Benchmarks;

/// <summary>Everything between the body and the answer 200, and a whole turn behind it.</summary>
[MemoryDiagnoser]
public class AcceptBenchmarks
{
    private BenchmarkHost _host = null!;
    private SignedWebhook _webhook = null!;
    private TaskCompletionSource _handled = new();

    [GlobalSetup(Target = nameof(DuplicateInMemory))]
    public void SetupDuplicate()
    {
        _host = new BenchmarkHost(builder => builder.UseInMemory());
        _webhook = SignedWebhook.Load("text");
    }

    [GlobalSetup(Target = nameof(TurnInMemory))]
    public void SetupTurn()
    {
        _host = new BenchmarkHost(builder => builder.UseInMemory(), Handle);
        _webhook = SignedWebhook.Load("text");
        _host.StartAsync().GetAwaiter().GetResult();
    }

    [GlobalCleanup]
    public void Cleanup() => _host.Dispose();

    /// <summary>Verified, read, resolved, encoded, and found to be known: acceptance without what a store keeps.</summary>
    [Benchmark]
    public ValueTask<WebhookAnswer> DuplicateInMemory() => _host.Journey.AcceptAsync(_host.Channel, _webhook.Request, CancellationToken.None);

    /// <summary>Signed, accepted, scheduled, handled and committed (the commit may end a little later). Includes 2 µs for signing.</summary>
    [Benchmark]
    public async Task TurnInMemory()
    {
        _handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _webhook.Renew();
        await _host.Journey.AcceptAsync(_host.Channel, _webhook.Request, CancellationToken.None);
        await _handled.Task;
    }

    private ValueTask Handle(TurnContext turn)
    {
        _handled.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
