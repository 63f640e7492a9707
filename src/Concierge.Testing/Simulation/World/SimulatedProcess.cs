using Concierge.Channels;
using Concierge.Storage;
using Concierge.Testing.Channels;
using Concierge.Testing.Simulation.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concierge.Testing.Simulation.World;

/// <summary>One life of the host: the real registration, the real hosted services, and a context that can be killed.</summary>
internal sealed class SimulatedProcess : IDisposable
{
    public const string AccountId = "sim-account";

    public static readonly AccountKey Account = new("sim", AccountKey.DefaultName);

    private static readonly byte[] Secret = "simulated provider's secret"u8.ToArray();

    private static readonly ChannelCapabilities WithoutButtons = new()
    {
        EchoesAttemptId = true,
        ServiceWindow = null,
        MaxSendsPerSecond = 20,
    };

    private static readonly ChannelCapabilities WithButtons = WithoutButtons with { MaxButtons = 3 };

    private readonly SimulationWorld _world;
    private readonly ServiceProvider _services;
    private readonly TestChannel _channel;

    public SimulatedProcess(SimulationWorld world, WorldStore store, SimulatedProvider provider, int number)
    {
        _world = world;
        Number = number;
        Context = new SimulationContext(world.Scheduler, $"process {number}", number);
        Clock = new ContextClock(world.Clock, Context);
        _channel = new TestChannel(Account, AccountId, Secret, world.Plan.HasButtons ? WithButtons : WithoutButtons, new SimulatedNetwork(world, provider, this));
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IIdSource>(new SimulationIdSource(world.IdRandom, Clock));
        services.AddSingleton<IChannel>(_channel);
        var view = new ProcessStore(world, store, this);
        services.AddSingleton<IMailbox>(view);
        services.AddSingleton<IConversationStore>(view);
        services.AddSingleton<ITranscriptStore>(view);
        services.AddSingleton<IContactDirectory>(view);
        services.AddSingleton<IRecordStore>(view);
        if (store.Inner.Erasures is not null)
        {
            services.AddSingleton<IErasureStore>(view);
        }

        IConciergeBuilder builder = services.AddConcierge(options =>
        {
            options.Debounce = world.Plan.Debounce;
            options.Outbox.Ambiguity = world.Plan.Ambiguity;
        });
        SimulatedBot.Register(builder, world, this);
        world.Options.Configure?.Invoke(builder);
        _services = services.BuildServiceProvider();
    }

    public int Number { get; }

    public SimulationContext Context { get; }

    public TimeProvider Clock { get; }

    /// <summary>Starts the hosted services; false when the process died before it was up.</summary>
    public Task<bool> StartAsync() => RunAsync(async () =>
    {
        foreach (IHostedService service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return true;
    });

    public Task<bool> StopAsync() => RunAsync(async () =>
    {
        foreach (IHostedService service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        return true;
    });

    /// <summary>Takes a webhook. The provider hangs up after a while, which cancels the request.</summary>
    public Task<int> AcceptAsync(IReadOnlyList<ChannelEvent> events, TimeSpan timeout) => RunAsync(async () =>
    {
        using var hangUp = new CancellationTokenSource(timeout, Clock);
        ConciergeJourney journey = _services.GetRequiredService<ConciergeJourney>();
        try
        {
            WebhookAnswer answer = await journey.AcceptAsync(_channel, _channel.CreateWebhook(events), hangUp.Token);
            return answer.StatusCode;
        }
        catch (OperationCanceledException) when (hangUp.IsCancellationRequested)
        {
            return 499;
        }
    });

    public Task<bool> ActAsync<TService>(Func<TService, ValueTask<AppendStatus>> action)
        where TService : notnull => RunAsync(async () => await action(_services.GetRequiredService<TService>()) == AppendStatus.Stored);

    public void Dispose() => _services.Dispose();

    /// <summary>Runs in the process; completes in the world, and never when the process dies.</summary>
    private Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var result = new TaskCompletionSource<T>();
        Context.Post(_ => _ = CompleteAsync(work, result), null);
        return result.Task;
    }

    private async Task CompleteAsync<T>(Func<Task<T>> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(await work());
        }
        catch (Exception failure)
        {
            _world.Scheduler.Fail($"The host threw in {Context.Name}: {failure}");
        }
    }
}
