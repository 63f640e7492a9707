namespace Concierge.Ai.Remote;

/// <summary>The connections to web services: no redirects, no cookies, so that what was allowed is what is called.</summary>
internal sealed class RemoteClient : IDisposable
{
    public HttpClient Http { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => Http.Dispose();
}
