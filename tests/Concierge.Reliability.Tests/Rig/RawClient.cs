using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Requests that break the rules, on bare sockets.</summary>
internal static class RawClient
{
    private const long HundredMegabytes = 100L * 1024 * 1024;
    private const int Block = 64 * 1024;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Sends up to 100 MB: <c>declared</c> says so, <c>understated</c> declares one kilobyte, <c>endless</c> is chunked and never ends.
    /// Stops as soon as the host answers or hangs up.
    /// </summary>
    public static async Task<RawAnswer> SendOversizedAsync(Uri host, string kind)
    {
        using TcpClient client = await ConnectAsync(host);
        NetworkStream stream = client.GetStream();
        string length = kind switch
        {
            "declared" => $"Content-Length: {HundredMegabytes}",
            "understated" => "Content-Length: 1024",
            _ => "Transfer-Encoding: chunked",
        };
        await stream.WriteAsync(Head(host, length));
        Task<int?> answer = ReadStatusAsync(stream);
        long written = 0;
        byte[] block = kind == "endless" ? Chunk() : new byte[Block];
        try
        {
            while (written < HundredMegabytes && !answer.IsCompleted)
            {
                await stream.WriteAsync(block);
                written += block.Length;
            }
        }
        catch (IOException)
        {
            // The host hung up.
        }

        return new RawAnswer(await answer.WaitAsync(AnswerLimit), written);
    }

    /// <summary>Declares a body and sends one byte of it per second. Returns how long the host put up with it.</summary>
    public static async Task<TimeSpan> DripAsync(Uri host)
    {
        using TcpClient client = await ConnectAsync(host);
        long began = TimeProvider.System.GetTimestamp();
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Head(host, "Content-Length: 2000"));
        Task<int?> answer = ReadStatusAsync(stream);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (!answer.IsCompleted && await timer.WaitForNextTickAsync())
            {
                await stream.WriteAsync("x"u8.ToArray());
            }
        }
        catch (IOException)
        {
            // The host hung up.
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    private static async Task<TcpClient> ConnectAsync(Uri host)
    {
        var client = new TcpClient();
        await client.ConnectAsync(host.Host, host.Port);
        return client;
    }

    private static byte[] Head(Uri host, string length) => Encoding.ASCII.GetBytes(
        $"POST /webhooks/meta HTTP/1.1\r\nHost: {host.Authority}\r\nContent-Type: application/json\r\n{MetaPayload.SignatureHeader}: {MetaPayload.Sign([])}\r\n{length}\r\n\r\n");

    private static byte[] Chunk()
    {
        byte[] head = Encoding.ASCII.GetBytes(Block.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
        return [.. head, .. new byte[Block], .. "\r\n"u8];
    }

    /// <summary>The status of the first answer; null when the connection ends without one.</summary>
    private static async Task<int?> ReadStatusAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[64];
        int read = 0;
        try
        {
            while (read < 12)
            {
                int more = await stream.ReadAsync(buffer.AsMemory(read));
                if (more == 0)
                {
                    return null;
                }

                read += more;
            }
        }
        catch (IOException)
        {
            return null;
        }

        return int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), CultureInfo.InvariantCulture);
    }
}
