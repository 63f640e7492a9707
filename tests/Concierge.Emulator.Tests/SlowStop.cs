using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concierge.Emulator.Tests;

/// <summary>
/// Holds the host up while its server is stopped already, until the emulator posts nothing more or has given a webhook up.
/// </summary>
internal sealed class SlowStop(IServiceProvider services) : IHostedService, ILoggerProvider, ILogger
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource _gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static void Add(IConciergeBuilder concierge)
    {
        concierge.Services.AddSingleton<SlowStop>();
        concierge.Services.AddSingleton<ILoggerProvider>(static provider => provider.GetRequiredService<SlowStop>());
        concierge.Services.AddHostedService(static provider => provider.GetRequiredService<SlowStop>());
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task poster = services.GetServices<IHostedService>().OfType<BackgroundService>().Single(static service => service.GetType().Name == "WebhookPoster").ExecuteTask!;
        await Task.WhenAny(poster, _gaveUp.Task).WaitAsync(Patience, CancellationToken.None);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception).Contains("gives it up", StringComparison.Ordinal))
        {
            _gaveUp.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}
