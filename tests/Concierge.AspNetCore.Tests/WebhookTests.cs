using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.AspNetCore.Tests;

public sealed class WebhookTests
{
    private const int Cap = 3_200_000;

    [Fact]
    public async Task Get_WithTheRightToken_AnswersTheChallengeAsPlainText_I10()
    {
        await using TestHost host = await TestHost.StartAsync();

        HttpResponseMessage answer = await host.Client.GetAsync($"/webhooks/meta?hub.mode=subscribe&hub.challenge=%3Cb%3E42&hub.verify_token={TestHost.VerifyToken}");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Be("<b>42");
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Theory]
    [InlineData("hub.mode=subscribe&hub.challenge=42&hub.verify_token=wrong")]
    [InlineData("hub.mode=unsubscribe&hub.challenge=42&hub.verify_token=verify-me-please")]
    [InlineData("")]
    public async Task Get_WithAnythingElse_IsForbidden_I10(string query)
    {
        await using TestHost host = await TestHost.StartAsync();

        (await host.Client.GetAsync($"/webhooks/meta?{query}")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Post_Signed_IsHandledOnce_I01()
    {
        await using TestHost host = await TestHost.StartAsync();
        byte[] body = TestHost.TextMessage("wamid.1", "hello");

        for (int i = 0; i < 3; i++)
        {
            (await host.PostAsync(body)).StatusCode.Should().Be(HttpStatusCode.OK);
        }

        (await host.PostAsync(TestHost.TextMessage("wamid.2", "last"))).StatusCode.Should().Be(HttpStatusCode.OK);
        await host.UntilAsync(() => Task.FromResult(host.Handled.Contains("last")));
        host.Handled.Should().Equal("hello", "last");
    }

    [Theory]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("sha1=00")]
    public async Task Post_WithAWrongSignature_Is401AndNothingIsStored_S01(string signature)
    {
        await using TestHost host = await TestHost.StartAsync();

        HttpResponseMessage answer = await host.PostAsync(TestHost.TextMessage("wamid.1", "forged"), signature);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await host.Services.GetRequiredService<Storage.IMailbox>().CountAsync(default)).Should().Be(0);
        host.Handled.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_InManyChunks_IsVerifiedOverItsExactBytes_S03()
    {
        await using TestHost host = await TestHost.StartAsync();
        byte[] body = [.. Encoding.UTF8.GetPreamble(), .. TestHost.TextMessage("wamid.1", "in chunks"), (byte)'\r', (byte)'\n'];
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await using NetworkStream stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /webhooks/meta HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json; charset=utf-16\r\nX-Hub-Signature-256: {TestHost.Sign(body)}\r\n\r\n"));
        foreach (byte[] chunk in body.Chunk(97))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            await stream.WriteAsync(chunk);
            await stream.WriteAsync("\r\n"u8.ToArray());
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());

        (await ReadStatusAsync(stream)).Should().Be("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task Post_LargerThanTheCap_Is413BeforeItIsRead_S09()
    {
        await using TestHost host = await TestHost.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await using NetworkStream stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /webhooks/meta HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n"));

        (await ReadStatusAsync(stream)).Should().StartWith("HTTP/1.1 413");
    }

    [Fact]
    public async Task Post_EndlesslyChunked_Is413AtTheCap_S09()
    {
        await using TestHost host = await TestHost.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await using NetworkStream stream = client.GetStream();
        byte[] chunk = [.. Encoding.ASCII.GetBytes("10000\r\n"), .. new byte[0x10000], .. "\r\n"u8];

        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /webhooks/meta HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
        Task<string> status = ReadStatusAsync(stream);
        long sent = 0;
        try
        {
            while (!status.IsCompleted && sent < 10L * Cap)
            {
                await stream.WriteAsync(chunk);
                sent += chunk.Length;
            }
        }
        catch (IOException)
        {
            // The host has answered and closed the connection.
        }

        (await status).Should().StartWith("HTTP/1.1 413");
        sent.Should().BeLessThan(10L * Cap);
    }

    [Fact]
    public async Task Post_Compressed_Is415_S14()
    {
        await using TestHost host = await TestHost.StartAsync();

        HttpResponseMessage answer = await host.PostAsync(TestHost.TextMessage("wamid.1", "zip"), change: request => request.Content!.Headers.ContentEncoding.Add("gzip"));

        answer.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("/webhooks/unknown")]
    [InlineData("/webhooks/meta/unknown")]
    public async Task Post_ToAnUnknownAccount_Is404(string path)
    {
        await using TestHost host = await TestHost.StartAsync();

        (await host.PostAsync(TestHost.TextMessage("wamid.1", "x"), path: path)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Post_ForAnUnregisteredNumber_Is200AndCountedAndNotHandled()
    {
        await using TestHost host = await TestHost.StartAsync();
        byte[] body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(TestHost.TextMessage("wamid.1", "foreign"))
            .Replace(TestHost.PhoneNumberId, "999", StringComparison.Ordinal));

        (await host.PostAsync(body)).StatusCode.Should().Be(HttpStatusCode.OK);

        (await host.Client.GetStringAsync("/health/ready")).Should().Contain("\"unknownAccount\":1");
        host.Handled.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_WhileTooMuchWaits_Is503WithRetryAfterAndLosesNothing_I09()
    {
        var gate = new TaskCompletionSource();
        await using TestHost host = await TestHost.StartAsync(
            new() { ["Concierge:MaxBacklog"] = "2", ["Concierge:MaxParallelConversations"] = "1" },
            services => services.AddConcierge().ConfigureTurns(turns => turns.Use(async (turn, next) =>
            {
                await gate.Task;
                await next(turn);
            })));
        var refused = new List<byte[]>();
        for (int i = 0; i < 6; i++)
        {
            byte[] body = TestHost.TextMessage($"wamid.{i}", $"m{i}");
            HttpResponseMessage answer = await host.PostAsync(body);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                answer.Headers.RetryAfter!.Delta.Should().BePositive();
                refused.Add(body);
            }
        }

        refused.Should().NotBeEmpty();
        gate.SetResult();
        foreach (byte[] body in refused)
        {
            await host.UntilAsync(async () => (await host.PostAsync(body)).StatusCode == HttpStatusCode.OK);
        }

        await host.UntilAsync(() => Task.FromResult(host.Handled.Count == 6));
        host.Handled.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Post_OfBrokenJsonWithAValidSignature_Is200AndVisibleToOperators()
    {
        await using TestHost host = await TestHost.StartAsync(new() { ["Concierge:AdminApi:Key"] = TestHost.AdminKey });

        (await host.PostAsync("{\"object\":"u8.ToArray())).StatusCode.Should().Be(HttpStatusCode.OK);

        await host.UntilAsync(async () =>
            (await (await host.AdminAsync(HttpMethod.Get, "accounts/meta/default/events")).Content.ReadAsStringAsync()).Contains("\"raw\":\"{\\\"object\\\":\"", StringComparison.Ordinal));
    }

    private static async Task<string> ReadStatusAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        return await reader.ReadLineAsync() ?? string.Empty;
    }
}
