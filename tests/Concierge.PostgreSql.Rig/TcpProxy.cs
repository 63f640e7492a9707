using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Concierge.PostgreSql.Rig;

/// <summary>
/// Passes connections on to one of several loopback ports, each in turn, the next one when one is closed; and misbehaves as a
/// network does when told to.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IReadOnlyList<int> _targets;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly Lock _lock = new();
    private readonly Random _random;
    private int _next;
    private int _cuts;

    public TcpProxy(IReadOnlyList<int> targets, int seed = 1)
    {
        _targets = targets;
        _random = new Random(seed);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>How likely an answer is swallowed and its connection cut: what was asked has been done and nobody knows.</summary>
    public double CutAnswers { get; set; }

    /// <summary>How many connections were cut so.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Cuts all connections.</summary>
    public void CutAll()
    {
        foreach (TcpClient client in _open.Keys)
        {
            Cut(client);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        CutAll();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            using TcpClient? server = await ConnectAsync();
            if (server is null)
            {
                Cut(client);
                return;
            }

            _open[client] = 0;
            _open[server] = 0;
            client.NoDelay = server.NoDelay = true;
            await Task.WhenAny(CopyAsync(client, server, isAnswer: false), CopyAsync(server, client, isAnswer: true));
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
        }
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        for (int i = 0; i < _targets.Count; i++)
        {
            int port = _targets[(Interlocked.Increment(ref _next) & int.MaxValue) % _targets.Count];
            var server = new TcpClient();
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, port);
                return server;
            }
            catch (SocketException)
            {
                server.Dispose();
            }
        }

        return null;
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isAnswer)
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var count)
            {
                if (isAnswer && IsCut())
                {
                    Interlocked.Increment(ref _cuts);
                    Cut(to);
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            // Either side has gone; the other is told by the end of this connection.
        }
    }

    /// <summary>Without the parting words of TCP. One that has been closed meanwhile has no socket any more.</summary>
    private static void Cut(TcpClient connection) => connection.Client?.Close(0);

    private bool IsCut()
    {
        lock (_lock)
        {
            return CutAnswers > 0 && _random.NextDouble() < CutAnswers;
        }
    }
}
