using Concierge.AspNetCore;
using Concierge.AspNetCore.Events;
using Concierge.Events;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds receivers of events.</summary>
public static class ConciergeEventBuilderExtensions
{
    private const string Section = "Concierge:Events";
    private const int LeastSecret = 16;

    /// <summary>
    /// Posts events (hand-offs, opt-outs, failed messages, the host's own) to the receivers in section <c>Concierge:Events</c>, signed, at least once and in order.
    /// </summary>
    /// <exception cref="InvalidOperationException">A receiver's settings are wrong; the message says which.</exception>
    public static IConciergeBuilder AddEventWebhooks(this IConciergeBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (IConfigurationSection section in configuration.GetSection(Section).GetChildren())
        {
            var options = new EventWebhookOptions();
            section.Bind(options);
            Validate(section.Key, options);
            string client = $"concierge.events.{section.Key}";
            builder.Services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false });
            builder.Services.AddSingleton<IEventSubscriber>(provider => new EventWebhook(
                section.Key,
                options,
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(client),
                provider.GetRequiredService<TimeProvider>()));
        }

        return builder;
    }

    private static void Validate(string name, EventWebhookOptions options)
    {
        if (options.Url is not { IsAbsoluteUri: true } url || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            throw new InvalidOperationException($"{Section}:{name}:Url is missing or not an https address.");
        }

        if (string.IsNullOrWhiteSpace(options.Secret) || options.Secret.Length < LeastSecret)
        {
            throw new InvalidOperationException($"{Section}:{name}:Secret is missing or shorter than {LeastSecret} characters. Make one with: openssl rand -hex 32");
        }
    }
}
