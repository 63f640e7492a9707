using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concierge.AspNetCore.Tests;

/// <summary>A real host on a real socket, with Meta's channel and the in-memory store.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Secret = "a-secret-for-these-tests";
    public const string VerifyToken = "verify-me-please";
    public const string AdminKey = "an-admin-key-for-tests-0123456789";
    public const string PhoneNumberId = "106540352242922";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _handled;

    private TestHost(WebApplication app, ConcurrentQueue<string> handled)
    {
        _app = app;
        _handled = handled;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public IReadOnlyCollection<string> Handled => _handled;

    public static async Task<TestHost> StartAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Concierge:Meta:AppSecret"] = Secret,
            ["Concierge:Meta:VerifyToken"] = VerifyToken,
            ["Concierge:Meta:AccessToken"] = "an-access-token-for-tests",
            ["Concierge:Meta:PhoneNumberId"] = PhoneNumberId,
            ["Concierge:Meta:ApiBaseUrl"] = "http://127.0.0.1:9",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        var handled = new ConcurrentQueue<string>();
        configure?.Invoke(builder.Services);
        builder.Services.AddConcierge()
            .AddMeta()
            .UseInMemory()
            .AddService("record", service => service.Default(), turn =>
            {
                handled.Enqueue(turn.Text);
                return ValueTask.CompletedTask;
            });
        WebApplication app = builder.Build();
        app.MapConcierge();
        await app.StartAsync();
        return new TestHost(app, handled);
    }

    public static string Sign(byte[] body, string secret = Secret) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";

    public static byte[] TextMessage(string id, string text) => Encoding.UTF8.GetBytes(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recordings", "text.json"))
            .Replace("{id}", id, StringComparison.Ordinal)
            .Replace("{text}", text, StringComparison.Ordinal)
            .Replace("{time}", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? signature = null, string path = "/webhooks/meta", Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature ?? Sign(body));
        change?.Invoke(request);
        return await Client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> AdminAsync(HttpMethod method, string path, HttpContent? content = null, string key = AdminKey)
    {
        using var request = new HttpRequestMessage(method, $"/concierge/api/{path}") { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return await Client.SendAsync(request);
    }

    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
