using System.Diagnostics.CodeAnalysis;
using Concierge;
using Concierge.AspNetCore.Admin;
using Concierge.AspNetCore.Health;
using Concierge.AspNetCore.Registration;
using Concierge.AspNetCore.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps Concierge's endpoints.</summary>
public static class ConciergeEndpointRouteBuilderExtensions
{
    private static readonly string[] WebhookMethods = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>
    /// Maps <c>/webhooks/{channel}[/{account}]</c>, <c>/health/live</c> and <c>/health/ready</c>, and the admin API under
    /// <c>/concierge/api</c> if <c>Concierge:AdminApi:Key</c> or <c>Concierge:AdminApi:Policy</c> is set.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="prefix">Put before all of these paths; empty by default.</param>
    /// <returns>Conventions for all of these endpoints, for example a host filter.</returns>
    /// <exception cref="InvalidOperationException"><c>AddConcierge()</c> was not called, or a setting is wrong; the message says which.</exception>
    public static IEndpointConventionBuilder MapConcierge(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        IServiceProvider services = endpoints.ServiceProvider;
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(ConciergeJourney)) == false)
        {
            throw new InvalidOperationException("MapConcierge() needs the services of Concierge. Call builder.Services.AddConcierge() first.");
        }

        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        WebhookEndpoint webhooks = ActivatorUtilities.CreateInstance<WebhookEndpoint>(services);
        group.MapMethods("/webhooks/{channel}/{account?}", WebhookMethods, webhooks.HandleAsync).WithDisplayName("Concierge webhook");
        HealthEndpoints health = ActivatorUtilities.CreateInstance<HealthEndpoints>(services);
        group.MapMethods("/health/live", [HttpMethods.Get], HealthEndpoints.LiveAsync).WithDisplayName("Concierge liveness");
        group.MapMethods("/health/ready", [HttpMethods.Get], health.ReadyAsync).WithDisplayName("Concierge readiness");
        AdminApi.Map(group);
        if (services.GetRequiredService<IConfiguration>().GetValue("Concierge:RegisterWebhooks", false))
        {
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => _ = RegisterWebhooksAsync(services, prefix));
        }

        return group;
    }

    /// <summary>Runs beside the host: a provider that is away must not keep it from starting.</summary>
    private static async Task RegisterWebhooksAsync(IServiceProvider services, string prefix)
    {
        try
        {
            CancellationToken stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            await ActivatorUtilities.CreateInstance<WebhookRegistrations>(services).RegisterAsync(prefix, stopping);
        }
        catch (Exception failure)
        {
            RegistrationLog.RegistrationFailed(services.GetRequiredService<ILogger<WebhookRegistrations>>(), failure);
        }
    }
}
