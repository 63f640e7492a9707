using Concierge.Emulator.Phone;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Emulator;

/// <summary>Refuses the wrong environment; once the server listens, tells the channel and the developer where.</summary>
internal sealed class EmulatorHostedService(
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    IOptions<EmulatorOptions> options,
    IServiceProvider services,
    IEnumerable<DevelopmentValues> values,
    ILogger<EmulatorHostedService> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        EmulatorGuard.Check(environment, options.Value);
        lifetime.ApplicationStarted.Register(OnStarted);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void OnStarted()
    {
        if (HostAddress.Actual(services) is not { } address)
        {
            return;
        }

        foreach (DevelopmentValues made in values)
        {
            made.Follow(address);
        }

        Log.Page(logger, new Uri(address, "/emulator"));
    }
}
