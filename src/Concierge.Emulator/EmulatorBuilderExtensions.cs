using Concierge;
using Concierge.Emulator;
using Concierge.Emulator.Chatwoot;
using Concierge.Emulator.Meta;
using Concierge.Emulator.Phone;
using Concierge.Emulator.Twilio;
using Concierge.Emulator.Waha;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the emulator.</summary>
public static class EmulatorBuilderExtensions
{
    /// <summary>
    /// Adds the phone and the providers behind it (Meta, Twilio, WAHA, Chatwoot: those whose channel the host registers); map them
    /// with <c>app.MapConciergeEmulator()</c>. Uses the channels' credentials as configured and makes none up:
    /// <c>builder.AddConciergeEmulator()</c> does. The host does not start outside Development. Safe to call twice.
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
        services.TryAddSingleton<PhoneLines>();
        AddMeta(services);
        AddTwilio(services);
        AddWaha(services);
        AddChatwoot(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EmulatorHostedService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WebhookPoster>());
        return builder;
    }

    internal static string JournalPath(IHostEnvironment environment, EmulatorOptions options) =>
        Path.GetFullPath(options.JournalPath, environment.ContentRootPath);

    private static void AddMeta(IServiceCollection services)
    {
        services.TryAddSingleton<GraphMessages>();
        services.TryAddSingleton<GraphMedia>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEmulatedProvider, MetaProvider>());
    }

    private static void AddTwilio(IServiceCollection services)
    {
        services.TryAddSingleton<TwilioMessages>();
        services.TryAddSingleton<TwilioContents>();
        services.TryAddSingleton<TwilioMedia>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEmulatedProvider, TwilioProvider>());
    }

    private static void AddWaha(IServiceCollection services)
    {
        services.TryAddSingleton<WahaPayloads>();
        services.TryAddSingleton<WahaMessages>();
        services.TryAddSingleton<WahaChats>();
        services.TryAddSingleton<WahaSessions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEmulatedProvider, WahaProvider>());
    }

    private static void AddChatwoot(IServiceCollection services)
    {
        services.TryAddSingleton<HelpDesk>();
        services.TryAddSingleton<ChatwootPayloads>();
        services.TryAddSingleton<ChatwootMessages>();
        services.TryAddSingleton<ChatwootConversations>();
        services.TryAddSingleton<ChatwootFiles>();
        services.TryAddSingleton<ChatwootWebhooks>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEmulatedProvider, ChatwootProvider>());
    }
}
