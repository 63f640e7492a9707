using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concierge.Emulator.Tests;

/// <summary>A real host on a real socket, with the emulator, the channels of a setup and no settings but fast receipts.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    public const string Person = "15551234567";

    /// <summary>A picture of one pixel, which the host serves at <see cref="PictureUrl"/>.</summary>
    public static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private readonly WebApplication _app;
    private readonly HttpClient _direct;

    private EmulatorHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        _direct = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Client.BaseAddress };
        Configuration = app.Services.GetRequiredService<IConfiguration>();
    }

    public HttpClient Client { get; }

    public IConfiguration Configuration { get; }

    public IServiceProvider Services => _app.Services;

    public Uri PictureUrl => new(Client.BaseAddress!, "/files/picture.png");

    public string PhoneNumberId => Setting("Meta:PhoneNumberId");

    public string Token => Setting("Meta:AccessToken");

    public string ApiBaseUrl => Setting("Meta:ApiBaseUrl");

    public static Task<EmulatorHost> StartAsync(string folder, string environment = "Development", Action<TurnContext>? answer = null) => StartAsync(folder, new HostSetup
    {
        Environment = environment,
        Services = concierge => concierge.AddService("echo", service => service.Default(), turn =>
        {
            (answer ?? (static t => t.Reply($"echo: {t.Text}")))(turn);
            return ValueTask.CompletedTask;
        }),
    });

    public static async Task<EmulatorHost> StartAsync(string folder, HostSetup setup)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = setup.Environment, ContentRootPath = folder });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(setup.Settings)
        {
            ["Concierge:Emulator:SentDelay"] = "00:00:00.010",
            ["Concierge:Emulator:DeliveredDelay"] = "00:00:00.010",
            ["Concierge:Emulator:ReadDelay"] = "00:00:00.010",
            ["Concierge:Sqlite:ConnectionString"] = $"Data Source={Path.Combine(folder, "concierge.db")}",
        });
        builder.AddConciergeEmulator();
        IConciergeBuilder concierge = builder.Services.AddConcierge();
        foreach (string channel in setup.Channels)
        {
            _ = channel switch
            {
                "meta" => concierge.AddMeta(),
                "twilio" => concierge.AddTwilio(),
                "waha" => concierge.AddWaha(),
                _ => concierge.AddChatwoot(),
            };
        }

        _ = setup.IsDurable ? concierge.UseSqlite() : concierge.UseInMemory();
        setup.Services(concierge);
        WebApplication app = builder.Build();
        app.MapConcierge();
        app.MapConciergeEmulator();
        app.MapGet("/files/picture.png", static () => Results.Bytes(Picture, "image/png"));
        await app.StartAsync();
        return new EmulatorHost(app);
    }

    /// <summary>A setting below <c>Concierge</c>.</summary>
    public string Setting(string name) => Configuration[$"Concierge:{name}"]!;

    public async Task<JsonObject> StateAsync() => (await ReadAsync(await Client.GetAsync("/emulator/api/state"))).AsObject();

    public Task<HttpResponseMessage> TypeAsync(string text, string? line = null, string person = Person) =>
        ActAsync(new JsonObject { ["kind"] = "text", ["text"] = text }, line, person: person);

    /// <summary>Does something on the phone.</summary>
    public Task<HttpResponseMessage> ActAsync(JsonObject bubble, string? line = null, string? quoted = null, string person = Person) =>
        PostAsync("/emulator/api/messages", new JsonObject { ["line"] = line, ["person"] = person, ["bubble"] = bubble, ["quoted"] = quoted });

    public Task<HttpResponseMessage> OrderFaultAsync(string fault, int count = 1, string? line = null) =>
        PostAsync("/emulator/api/faults", new JsonObject { ["fault"] = fault, ["count"] = count, ["line"] = line, ["retryAfter"] = 1 });

    /// <summary>Calls a provider's API.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Response)> CallAsync(HttpMethod method, string path, (string Name, string Value) credentials, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, $"/emulator/{path}") { Content = content };
        request.Headers.TryAddWithoutValidation(credentials.Name, credentials.Value);
        HttpResponseMessage response = await _direct.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null, response);
    }

    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

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

    /// <summary>The bubbles of one side, of one line or of all, once a condition holds for them.</summary>
    public async Task<List<JsonNode>> UntilAsync(bool fromPerson, Func<List<JsonNode>, bool> condition, string? line = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        while (true)
        {
            List<JsonNode> messages =
            [
                .. (await StateAsync())["messages"]!.AsArray().OfType<JsonNode>().Where(message => (bool)message["fromPerson"]! == fromPerson && (line is null || (string)message["line"]! == line)),
            ];
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
        _direct.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
