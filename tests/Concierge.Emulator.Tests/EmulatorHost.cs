using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concierge.Emulator.Tests;

/// <summary>A real host on a real socket, with the emulator, Meta's channel and no settings but fast receipts.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    public const string Person = "15551234567";

    private readonly WebApplication _app;

    private EmulatorHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        var configuration = app.Services.GetRequiredService<IConfiguration>();
        PhoneNumberId = configuration["Concierge:Meta:PhoneNumberId"]!;
        Token = configuration["Concierge:Meta:AccessToken"]!;
        ApiBaseUrl = configuration["Concierge:Meta:ApiBaseUrl"]!;
    }

    public HttpClient Client { get; }

    public string PhoneNumberId { get; }

    public string Token { get; }

    public string ApiBaseUrl { get; }

    public static async Task<EmulatorHost> StartAsync(string folder, string environment = "Development", Action<TurnContext>? answer = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = folder });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Concierge:Emulator:SentDelay"] = "00:00:00.010",
            ["Concierge:Emulator:DeliveredDelay"] = "00:00:00.010",
            ["Concierge:Emulator:ReadDelay"] = "00:00:00.010",
        });
        builder.AddConciergeEmulator();
        builder.Services.AddConcierge()
            .AddMeta()
            .UseInMemory()
            .AddService("echo", service => service.Default(), turn =>
            {
                (answer ?? (static t => t.Reply($"echo: {t.Text}")))(turn);
                return ValueTask.CompletedTask;
            });
        WebApplication app = builder.Build();
        app.MapConcierge();
        app.MapConciergeEmulator();
        await app.StartAsync();
        return new EmulatorHost(app);
    }

    public async Task<JsonObject> StateAsync() => (await ReadAsync(await Client.GetAsync("/emulator/api/state"))).AsObject();

    public Task<HttpResponseMessage> TypeAsync(string text) =>
        PostAsync("/emulator/api/messages", new JsonObject { ["person"] = Person, ["bubble"] = new JsonObject { ["kind"] = "text", ["text"] = text } });

    public Task<HttpResponseMessage> OrderFaultAsync(string fault, int count = 1) =>
        PostAsync("/emulator/api/faults", new JsonObject { ["fault"] = fault, ["count"] = count });

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body) =>
        Client.PostAsync(path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    public async Task<HttpResponseMessage> GraphAsync(JsonNode body, string? token = null, string? phone = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/emulator/graph/v23.0/{phone ?? PhoneNumberId}/messages");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token);
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await Client.SendAsync(request);
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>The bubbles of one side, once a condition holds for them.</summary>
    public async Task<List<JsonNode>> UntilAsync(bool fromPerson, Func<List<JsonNode>, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        while (true)
        {
            List<JsonNode> messages = [.. (await StateAsync())["messages"]!.AsArray().OfType<JsonNode>().Where(message => (bool)message["fromPerson"]! == fromPerson)];
            if (condition(messages))
            {
                return messages;
            }

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
