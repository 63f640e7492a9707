using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>Speaks as much of the protocol as a server of an old version says before the first question.</summary>
internal sealed class OldServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public OldServer()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={((IPEndPoint)_listener.LocalEndpoint).Port};Username=u;Password=p;Database=d;SSL Mode=Disable;GSS Encryption Mode=Disable;Server Compatibility Mode=NoTypeLoading;Pooling=false";

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                byte[] length = new byte[4];
                await stream.ReadExactlyAsync(length);
                await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4]);
                await stream.WriteAsync((byte[])[
                    .. Message('R', [0, 0, 0, 0]),
                    .. Message('S', Encoding.ASCII.GetBytes("server_version\09.6.24\0")),
                    .. Message('S', Encoding.ASCII.GetBytes("client_encoding\0UTF8\0")),
                    .. Message('S', Encoding.ASCII.GetBytes("standard_conforming_strings\0on\0")),
                    .. Message('K', [0, 0, 0, 1, 0, 0, 0, 1]),
                    .. Message('Z', "I"u8.ToArray()),
                ]);
                await stream.ReadAtLeastAsync(length, 1, throwOnEndOfStream: false);
            }
        }
        catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over, or the client has gone.
        }
    }

    private static byte[] Message(char kind, byte[] body)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length + 4);
        return [(byte)kind, .. length, .. body];
    }
}
