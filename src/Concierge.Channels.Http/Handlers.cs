using System.Net;

namespace Concierge.Channels.Http;

/// <summary>The primary HTTP handlers.</summary>
internal static class Handlers
{
    /// <summary>For addresses from the configuration.</summary>
    public static SocketsHttpHandler Plain() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // An answer that is not read to its end costs its connection, not the reading of the rest.
        MaxResponseDrainSize = 0,
    };

    /// <summary>For addresses from a payload: every connection is checked.</summary>
    public static SocketsHttpHandler Guarded(Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        SocketsHttpHandler handler = Plain();
        handler.UseProxy = false;
        handler.ConnectCallback = new ConnectGuard(resolve ?? Dns.GetHostAddressesAsync).ConnectAsync;
        return handler;
    }
}
