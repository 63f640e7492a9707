using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>Passes everything to a server but the options of the sign-in, as poolers do that ignore or refuse what they cannot track.</summary>
internal sealed class DroppingPooler : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly bool _refuses;

    public DroppingPooler(int server, bool refuses = false)
    {
        _server = server;
        _refuses = refuses;
        _listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Stop();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server);
                NetworkStream near = client.GetStream(), far = server.GetStream();
                byte[] startup = await StartupAsync(near);
                if (_refuses)
                {
                    await near.WriteAsync(Refusal());
                    return;
                }

                await far.WriteAsync(startup);
                await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
            }
            catch (Exception end) when (end is IOException or SocketException)
            {
                // One of the two has gone.
            }
        }
    }

    private static async Task<byte[]> StartupAsync(NetworkStream stream)
    {
        byte[] length = new byte[4];
        await stream.ReadExactlyAsync(length);
        byte[] body = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
        await stream.ReadExactlyAsync(body);

        // The version of the protocol, then names and values, each ended by a NUL, and a NUL.
        string[] words = Encoding.UTF8.GetString(body, 4, body.Length - 6).Split('\0');
        var kept = new StringBuilder();
        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            if (words[i] != "options")
            {
                kept.Append(words[i]).Append('\0').Append(words[i + 1]).Append('\0');
            }
        }

        byte[] text = Encoding.UTF8.GetBytes(kept.Append('\0').ToString());
        BinaryPrimitives.WriteInt32BigEndian(length, 8 + text.Length);
        return [.. length, .. body[..4], .. text];
    }

    private static byte[] Refusal()
    {
        byte[] fields = Encoding.ASCII.GetBytes("SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: options\0\0");
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, fields.Length + 4);
        return [(byte)'E', .. length, .. fields];
    }
}
