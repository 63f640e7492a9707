using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Phone;

/// <summary>Where this host listens, as seen from this machine.</summary>
internal static class HostAddress
{
    private static readonly Uri Default = new("http://localhost:5000");

    /// <summary>The address once the server has started, or null before.</summary>
    public static Uri? Actual(IServiceProvider services)
    {
        ICollection<string>? addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        return addresses is null ? null : Choose(addresses);
    }

    /// <summary>The address that the settings promise.</summary>
    public static Uri Expected(IConfiguration configuration) =>
        Choose((configuration["urls"] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) ?? Default;

    private static Uri? Choose(IEnumerable<string> addresses) => addresses
        .Select(Read)
        .Where(static address => address is { Port: > 0 })
        .OrderBy(static address => address!.Scheme == Uri.UriSchemeHttp ? 0 : 1)
        .FirstOrDefault();

    /// <summary>Kestrel's wildcards mean any address, so the loopback one too.</summary>
    private static Uri? Read(string address) => Uri.TryCreate(
        address.Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal),
        UriKind.Absolute,
        out Uri? url) ? url : null;
}
