using System.Net;

namespace Concierge.Ai.Tests.Remote;

/// <summary>A web service on this machine that notes what it is asked.</summary>
internal sealed class ShopServer : IDisposable
{
    private readonly HttpListener _server = new();

    public ShopServer()
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        _server.Prefixes.Add($"{Address}/");
        _server.Start();
        _ = ServeAsync();
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>Path and authorization of every request.</summary>
    public List<(string Path, string? Authorization)> Asked { get; } = [];

    public void Dispose() => _server.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _server.GetContextAsync().ConfigureAwait(false);
                Asked.Add((context.Request.RawUrl!, context.Request.Headers["Authorization"]));
                context.Response.StatusCode = 200;
                await context.Response.OutputStream.WriteAsync("""{"state":"on its way"}"""u8.ToArray()).ConfigureAwait(false);
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
