using BenchmarkDotNet.Attributes;
using Concierge.Channels;
using Concierge.Ingress;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Benchmarks;

/// <summary>What a webhook costs before the store sees it.</summary>
[MemoryDiagnoser]
public class WebhookBenchmarks
{
    private BenchmarkHost _host = null!;
    private IChannel _channel = null!;
    private SignedWebhook _webhook = null!;

    /// <summary>Which webhook.</summary>
    [Params("text", "batch50", "status")]
    public string Payload { get; set; } = "text";

    [GlobalSetup]
    public void Setup()
    {
        _host = new BenchmarkHost(builder => builder.UseInMemory());
        _channel = _host.Channel;
        _webhook = Payload == "batch50" ? SignedWebhook.LoadBatch("text", 50) : SignedWebhook.Load(Payload);
    }

    [GlobalCleanup]
    public void Cleanup() => _host.Dispose();

    [Benchmark]
    public WebhookVerdict Verify() => _channel.Authenticate(_webhook.Request);

    [Benchmark]
    public int VerifyRead()
    {
        _channel.Authenticate(_webhook.Request);
        var sink = new ChannelEventSink();
        _channel.Read(_webhook.Request, sink);
        return sink.Events.Count;
    }

    [Benchmark]
    public UInt128 VerifyReadKey()
    {
        _channel.Authenticate(_webhook.Request);
        var sink = new ChannelEventSink();
        _channel.Read(_webhook.Request, sink);
        UInt128 key = 0;
        foreach (ChannelEvent channelEvent in sink.Events)
        {
            key ^= DedupKey.Compute(_channel.Account, channelEvent);
        }

        return key;
    }
}
