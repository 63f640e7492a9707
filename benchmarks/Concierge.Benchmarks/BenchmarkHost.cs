using Concierge.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Concierge.Benchmarks;

/// <summary>Concierge with one Meta account, started without a web server.</summary>
internal sealed class BenchmarkHost : IDisposable
{
    public const string Secret = "benchmark-secret-0123456789abcdef";

    private readonly ServiceProvider _services;

    public BenchmarkHost(Action<IConciergeBuilder> addStore, Func<TurnContext, ValueTask>? handle = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Concierge:Meta:AppSecret"] = Secret,
            ["Concierge:Meta:VerifyToken"] = "benchmark-verify-token",
            ["Concierge:Meta:AccessToken"] = "benchmark-access-token-0123456789",
            ["Concierge:Meta:PhoneNumberId"] = "106540352242922",
        }).Build());
        services.AddLogging();
        services.AddMetrics();
        IConciergeBuilder builder = services.AddConcierge(AcceptOldPayloads).AddMeta()
            .AddService("benchmark", service => service.Default(), handle ?? (static _ => ValueTask.CompletedTask));
        addStore(builder);
        _services = services.BuildServiceProvider();
        Journey = _services.GetRequiredService<ConciergeJourney>();
        Channel = Journey.FindChannel("meta", null)!;
    }

    public ConciergeJourney Journey { get; }

    public IChannel Channel { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task StartAsync()
    {
        foreach (IHostedService service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public async Task StopAsync()
    {
        foreach (IHostedService service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    public void Dispose() => _services.Dispose();

    /// <summary>The payloads carry the day they were written on.</summary>
    private static void AcceptOldPayloads(ConciergeOptions options)
    {
        options.DedupRetention = TimeSpan.FromDays(36500);
        options.MaxMessageAge = options.DedupRetention;
    }
}
