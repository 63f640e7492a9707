using Concierge.Channels;
using Concierge.InMemory;
using Concierge.Testing.Channels;
using Concierge.Testing.Simulation.Scheduling;
using Concierge.Testing.Time;
using Concierge.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Concierge.Testing;

/// <summary>One life of the tested bot.</summary>
internal sealed class HostProcess
{
    public static readonly AccountKey Account = new("test", AccountKey.DefaultName);

    private static readonly byte[] Secret = "test provider's secret"u8.ToArray();

    /// <summary>Everything is native.</summary>
    public static readonly ChannelCapabilities AllCapabilities = new()
    {
        MaxButtons = 3,
        MaxListRows = 10,
        Templates = true,
        LinkButtons = true,
        Forms = true,
        LocationRequests = true,
        ContactRequests = true,
        Locations = true,
        Contacts = true,
        Reactions = true,
        Stickers = true,
        Quotes = true,
        EchoesAttemptId = true,
    };

    private readonly TestChannel _channel;

    public HostProcess(Action<IConciergeBuilder> configure, HostLoop loop, VirtualTimeProvider clock, InMemoryStore store, HostProvider provider, SimulationRandom random, List<Exception> failures, ChannelCapabilities capabilities)
    {
        Context = new HostContext(loop);
        var time = new HostClock(clock, Context, loop.Activity);
        _channel = new TestChannel(Account, ConciergeTestHost.AccountId, Secret, capabilities, provider);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IIdSource>(new SimulationIdSource(random, time));
        services.AddSingleton<IChannel>(_channel);
        services.AddSingleton(store);
        services.AddSingleton(new HostProbe(loop.Activity, failures));
        IConciergeBuilder builder = services.AddConcierge().UseInMemory();
        configure(builder);
        builder.ConfigureTurns(turns => turns.UseFirst<HostProbe>());
        services.Replace(ServiceDescriptor.Singleton(static provider => new TimerHandlers(
            provider.GetServices<ITimerHandler>().Select(handler => new HostTimerProbe(handler, provider.GetRequiredService<HostProbe>())))));
        services.TryAddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public HostContext Context { get; }

    public ServiceProvider Services { get; }

    public async Task StartAsync()
    {
        Services.GetService<IStartupValidator>()?.Validate();
        foreach (IHostedService service in Services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public async Task StopAsync()
    {
        foreach (IHostedService service in Services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    public async Task<WebhookAnswer> AcceptAsync(IReadOnlyList<ChannelEvent> events) =>
        await Services.GetRequiredService<ConciergeJourney>().AcceptAsync(_channel, _channel.CreateWebhook(events), CancellationToken.None);

    /// <summary>Nothing of this life runs any more.</summary>
    public void Kill() => Context.IsDead = true;
}
