using Concierge.Emulator;
using Concierge.Emulator.Api;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the emulator.</summary>
public static class EmulatorEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the phone's page at <c>/emulator</c>, its API, the providers' APIs and <c>POST /emulator/inspect/{channel}</c>.
    /// Needs <c>app.MapConcierge()</c> without a prefix in the same host.
    /// </summary>
    /// <exception cref="InvalidOperationException">The environment is not Development, or the emulator was not added; the message says what to do.</exception>
    public static IEndpointConventionBuilder MapConciergeEmulator(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        IServiceProvider services = endpoints.ServiceProvider;
        if (services.GetService<PhoneNetwork>() is null)
        {
            throw new InvalidOperationException("MapConciergeEmulator() needs builder.AddConciergeEmulator() before builder.Build().");
        }

        EmulatorGuard.Check(services.GetRequiredService<IHostEnvironment>(), services.GetRequiredService<IOptions<EmulatorOptions>>().Value);
        RouteGroupBuilder group = endpoints.MapGroup("/emulator");
        PageAssets.Map(group);
        ActivatorUtilities.CreateInstance<PageEndpoints>(services).Map(group);
        ActivatorUtilities.CreateInstance<OperatorProxy>(services).Map(group);
        group.MapPost("/inspect/{channel}", (RequestDelegate)ActivatorUtilities.CreateInstance<InspectEndpoint>(services).HandleAsync);
        foreach (IEmulatedProvider provider in services.GetServices<IEmulatedProvider>())
        {
            provider.MapApi(group);
        }

        return group;
    }
}
