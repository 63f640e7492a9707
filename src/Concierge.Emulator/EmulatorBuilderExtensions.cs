using Concierge;
using Concierge.Emulator;
using Concierge.Emulator.Meta;
using Concierge.Emulator.Phone;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the emulator.</summary>
public static class EmulatorBuilderExtensions
{
    /// <summary>
    /// Adds the phone and the provider behind it; map them with <c>app.MapConciergeEmulator()</c>. Uses the channel's credentials as
    /// configured and makes none up: <c>builder.AddConciergeEmulator()</c> does. The host does not start outside Development. Safe to
    /// call twice.
    /// </summary>
    public static IConciergeBuilder AddEmulator(this IConciergeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<EmulatorOptions>().BindConfiguration(EmulatorOptions.Section);
        services.TryAddSingleton(static provider => new Journal(JournalPath(
            provider.GetRequiredService<IHostEnvironment>(),
            provider.GetRequiredService<IOptions<EmulatorOptions>>().Value)));
        services.TryAddSingleton<LiveEvents>();
        services.TryAddSingleton<PhoneNetwork>();
        services.TryAddSingleton<MediaLibrary>();
        services.TryAddSingleton<FaultQueue>();
        services.TryAddSingleton<GraphSettings>();
        services.TryAddSingleton<GraphMessages>();
        services.TryAddSingleton<GraphMedia>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEmulatedProvider, MetaProvider>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EmulatorHostedService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WebhookPoster>());
        return builder;
    }

    internal static string JournalPath(IHostEnvironment environment, EmulatorOptions options) =>
        Path.GetFullPath(options.JournalPath, environment.ContentRootPath);
}
