using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concierge.AspNetCore.Tests;

public sealed class EventWebhookTests
{
    private const string Secret = "a-secret-of-the-receiver";

    [Fact]
    public async Task Receiver_RefusesFirst_GetsTheSameSignedEventAgain()
    {
        var posts = new ConcurrentQueue<(string Signature, string Body)>();
        await using WebApplication receiver = await ReceiveAsync(posts);
        await using TestHost host = await TestHost.StartAsync(configure: services => services.AddConcierge().AddEventWebhooks(Settings(AddressOf(receiver), Secret)));
        byte[] body = TestHost.TextMessage("wamid.1", "STOP");

        await host.PostAsync(body);
        await host.UntilAsync(() => Task.FromResult(posts.Count == 2));

        (string Signature, string Body)[] received = [.. posts];
        received[1].Body.Should().Be(received[0].Body);
        foreach ((string signature, string posted) in received)
        {
            string time = signature.Split(',')[0]["t=".Length..];
            string mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{posted}")));
            signature.Should().Be($"t={time},v1={mac}");
        }

        JsonElement happened = JsonDocument.Parse(received[0].Body).RootElement;
        happened.GetProperty("type").GetString().Should().Be("contact.optedOut");
        happened.GetProperty("account").GetString().Should().Be("meta/default");
    }

    [Theory]
    [InlineData("http://example.com/events", Secret, "Url is missing or not an https address")]
    [InlineData(null, Secret, "Url is missing")]
    [InlineData("https://example.com/events", "short", "Secret is missing or shorter than 16 characters")]
    [InlineData("https://example.com/events", null, "Secret is missing")]
    public void Settings_AreWrong_RefusedWithTheName(string? url, string? secret, string message)
    {
        Action act = () => new ServiceCollection().AddConcierge().AddEventWebhooks(Settings(url, secret));

        act.Should().Throw<InvalidOperationException>().WithMessage($"Concierge:Events:crm:*{message}*");
    }

    private static IConfiguration Settings(string? url, string? secret) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Concierge:Events:crm:Url"] = url,
        ["Concierge:Events:crm:Secret"] = secret,
        ["Concierge:Events:crm:Types:0"] = "contact.*",
    }).Build();

    private static string AddressOf(WebApplication app) => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static async Task<WebApplication> ReceiveAsync(ConcurrentQueue<(string Signature, string Body)> posts)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.MapPost("/", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            posts.Enqueue((request.Headers["Concierge-Signature"].ToString(), await reader.ReadToEndAsync()));
            return posts.Count == 1 ? Results.StatusCode(500) : Results.Ok();
        });
        await app.StartAsync();
        return app;
    }
}
