using System.Net;
using System.Net.Sockets;

namespace Concierge.LoadTest.Generator;

/// <summary>A connection with at most one request under way.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _answer = new byte[4096];
    private int _received;

    public Connection(int port)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(IPAddress.Loopback, port);
        _socket.Blocking = false;
    }

    public int Descriptor => (int)_socket.Handle;

    /// <summary>When the request was due, in ticks of the stopwatch.</summary>
    public long StartedAt { get; private set; }

    public bool IsBusy { get; private set; }

    public void Send(ReadOnlySpan<byte> request, long startedAt)
    {
        StartedAt = startedAt;
        IsBusy = true;
        while (request.Length > 0)
        {
            int sent = _socket.Send(request, SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
            {
                throw new SocketException((int)error);
            }

            request = request[sent..];
        }
    }

    /// <summary>The status of the complete answer, or null when more is to come.</summary>
    public int? TryReceive()
    {
        int count = _socket.Receive(_answer.AsSpan(_received), SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
        {
            return null;
        }

        if (error != SocketError.Success || count == 0)
        {
            throw new IOException($"The server closed the connection ({error}).");
        }

        _received += count;
        if (HttpAnswer.TryRead(_answer.AsSpan(0, _received)) is not { } status)
        {
            return null;
        }

        _received = 0;
        IsBusy = false;
        return status;
    }

    public void Dispose() => _socket.Dispose();
}
