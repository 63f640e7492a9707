using System.Net;
using System.Net.Sockets;
using System.Text;
using Concierge.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.AspNetCore.Tests;

/// <summary>A body may come later than its headers, and in pieces: the network decides.</summary>
public sealed class BodyArrivalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Post_WhoseBodyComesAfterItsHeaders_IsHandled_S03(int pieces)
    {
        await using TestHost host = await TestHost.StartAsync();
        byte[] body = TestHost.TextMessage($"wamid.{pieces}", "late");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await using NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);

        // The interim answer proves that the host waits for a body of which nothing has come yet.
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /webhooks/meta HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: {body.Length}\r\nX-Hub-Signature-256: {TestHost.Sign(body)}\r\n\r\n"));
        (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 100 Continue");
        await reader.ReadLineAsync();
        foreach (byte[] piece in body.Chunk((body.Length / pieces) + 1))
        {
            await stream.WriteAsync(piece);
            await stream.FlushAsync();
        }

        (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 200 OK");
        await host.UntilAsync(() => Task.FromResult(host.Handled.Contains("late")));
    }

    [Fact]
    public async Task Flood_OfUnsignedWebhooks_LeavesNothingBehind_S23()
    {
        await using TestHost host = await TestHost.StartAsync();
        byte[] body = TestHost.TextMessage("wamid.flood", "flood");

        HttpStatusCode[] statuses = await Task.WhenAll(Enumerable.Range(0, 500).Select(async _ =>
        {
            using HttpResponseMessage response = await host.PostAsync(body, "sha256=00");
            return response.StatusCode;
        }));

        statuses.Should().OnlyContain(status => status == HttpStatusCode.Unauthorized);
        (await host.Services.GetRequiredService<IMailbox>().CountAsync(default)).Should().Be(0);
        (await host.PostAsync(body)).StatusCode.Should().Be(HttpStatusCode.OK);
        await host.UntilAsync(() => Task.FromResult(host.Handled.Count == 1));
    }

    [Fact]
    public async Task UseConciergeTransport_Always_SetsLimitsAndInlineSockets()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseConciergeTransport();
        await using WebApplication app = builder.Build();

        KestrelServerLimits limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        limits.MaxConcurrentConnections.Should().Be(1000);
        limits.RequestHeadersTimeout.Should().Be(TimeSpan.FromSeconds(10));
        app.Services.GetRequiredService<IOptions<SocketTransportOptions>>().Value.UnsafePreferInlineScheduling.Should().BeTrue();
    }
}
