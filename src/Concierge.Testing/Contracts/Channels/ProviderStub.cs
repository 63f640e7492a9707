using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>
/// Stands in for a provider on a real socket of the loopback interface: records what it is sent and answers as told,
/// also in ways that no honest server would. Thread-safe.
/// </summary>
public sealed class ProviderStub : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytesSent;
    private int _connections;

    /// <summary>Starts one that answers 200 with an empty body.</summary>
    public ProviderStub()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Decides the answer to each request. Default 200 with an empty body.</summary>
    public Func<StubRequest, StubReply> Reply { get; set; } = static _ => new StubReply(200);

    /// <summary>What it received, in order.</summary>
    public IReadOnlyCollection<StubRequest> Requests => _requests;

    /// <summary>Ends when the first request has arrived.</summary>
    public Task FirstRequest => _first.Task;

    /// <summary>How many bytes of bodies it could send.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>How many connections it accepted.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>An address at which nothing listens.</summary>
    public static Uri NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>Stops listening and closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        var connection = new StubConnection(stream);
        try
        {
            while (await connection.ReadAsync(_stop.Token) is { } request)
            {
                _requests.Enqueue(request);
                _first.TrySetResult();
                StubReply reply = Reply(request);
                await AnswerAsync(socket, stream, reply);
                if (reply.Fault != StubFault.None)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or FormatException or ArgumentException)
        {
            // The client went away, speaks something else (TLS), or the stub was stopped.
        }
    }

    private async Task AnswerAsync(Socket socket, NetworkStream stream, StubReply reply)
    {
        byte[] body = Encoding.UTF8.GetBytes(reply.Body);
        switch (reply.Fault)
        {
            case StubFault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
                break;
            case StubFault.Reset:
                socket.LingerState = new LingerOption(true, 0);
                break;
            case StubFault.HalfBody:
                await stream.WriteAsync(reply.Head(body.Length + 100), _stop.Token);
                await stream.WriteAsync(body, _stop.Token);
                break;
            case StubFault.SlowBody:
                await stream.WriteAsync(reply.Head(1_000_000), _stop.Token);
                await WriteAsync(stream, new byte[1], 1_000_000, TimeSpan.FromSeconds(1));
                break;
            case StubFault.HugeBody:
                await stream.WriteAsync(reply.Head(1L << 30), _stop.Token);
                await WriteAsync(stream, new byte[64 * 1024], 16 * 1024, TimeSpan.Zero);
                break;
            default:
                await stream.WriteAsync(reply.Head(body.Length), _stop.Token);
                await stream.WriteAsync(body, _stop.Token);
                break;
        }
    }

    private async Task WriteAsync(NetworkStream stream, byte[] part, int times, TimeSpan pause)
    {
        for (int i = 0; i < times; i++)
        {
            await stream.WriteAsync(part, _stop.Token);
            Interlocked.Add(ref _bytesSent, part.Length);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, TimeProvider.System, _stop.Token);
            }
        }
    }
}
