using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Hosting;

/// <summary>Sets up Kestrel for webhooks.</summary>
public static class ConciergeWebHostBuilderExtensions
{
    /// <summary>What is held of each connection that sends faster than it is read, whoever sends; by default it would be a megabyte.</summary>
    private const int ReadAhead = 64 * 1024;

    /// <summary>
    /// For a host that faces providers directly: at most 1 000 connections, 32 KB of headers within 10 s, bodies of at most
    /// 4 MB at no less than 240 bytes/s, and inline sockets, where the thread that reads the socket runs the webhook too.
    /// </summary>
    /// <remarks>
    /// Inline sockets cost about a third less processor time under load and less than half at a few hundred messages per second,
    /// because they save thread hops. The price: an endpoint that blocks its thread stops every connection on that thread. Concierge's
    /// own webhook does not block. Do not use this in a host whose other endpoints do, or pass <paramref name="inlineSockets"/> as
    /// false. Call it first in the program: one of the two switches is an environment variable that .NET reads once, before the
    /// first socket of the process.
    /// </remarks>
    /// <param name="builder">The host's <c>builder.WebHost</c>.</param>
    /// <param name="inlineSockets">False for the limits alone.</param>
    public static IWebHostBuilder UseConciergeTransport(this IWebHostBuilder builder, bool inlineSockets = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureServices(services =>
        {
            services.Configure<KestrelServerOptions>(static options => Limit(options.Limits));
            services.Configure<SocketTransportOptions>(static options => options.MaxReadBufferSize = ReadAhead);
            if (inlineSockets)
            {
                Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
                services.Configure<SocketTransportOptions>(static options => options.UnsafePreferInlineScheduling = true);
            }
        });
        return builder;
    }

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = 1000;
        limits.MaxRequestBodySize = 4 * 1024 * 1024;
        limits.MaxRequestBufferSize = ReadAhead;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
