using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Waha;

/// <summary>A WAHA server with the engine GOWS: one event for each webhook, signed with SHA-512, and its HTTP API.</summary>
internal sealed class WahaProvider(WahaPayloads payloads, IIdSource ids, TimeProvider clock, IServiceProvider services) : IEmulatedProvider
{
    private const int Retries = 15;

    public string Channel => "waha";

    public string Title => "WAHA";

    public string ContentType => "application/json";

    public IReadOnlyList<FaultKind> Faults { get; } =
    [
        new("session", "The session is not working (422)"),
        new("501", "The engine cannot do it (501)"),
        new("429", "Throttled by a proxy (429)"),
        new("undelivered", "WhatsApp refuses it (ack −1)"),
        .. FaultQueue.Common,
    ];

    public static string Session(PhoneLine line) => line.Setting("Session") is { Length: > 0 } session ? session : "default";

    public string NewMessageId(string person, bool fromPerson, Bubble bubble) => WahaChat.MessageId(person, fromPerson, WahaChat.NewBare(ids));

    public IReadOnlyList<Webhook> WriteMessage(PhoneLine line, Person person, ChatMessage message)
    {
        bool isVote = message.Bubble is { Kind: "choice", ListButton: null };
        string name = message.Bubble.Kind == "reaction" ? "message.reaction" : isVote ? "poll.vote" : "message";
        JsonObject payload = name switch
        {
            "message.reaction" => WahaPayloads.Reaction(message),
            "poll.vote" => WahaPayloads.Vote(message),
            _ => payloads.Message(line, person, message),
        };

        // A host that subscribed to both gets every message twice, under two event ids.
        return name == "message"
            ? [payloads.Event(line, name, payload, message.At), payloads.Event(line, "message.any", (JsonObject)payload.DeepClone(), message.At)]
            : [payloads.Event(line, name, payload, message.At)];
    }

    public IReadOnlyList<Webhook> WriteStatus(PhoneLine line, Person person, ChatMessage message, string status, DateTimeOffset at) =>
        (message.Bubble.Kind, status) switch
        {
            ("reaction", "accepted") => [payloads.Event(line, "message.reaction", WahaPayloads.Reaction(message), at)],
            ("reaction", _) => [],
            (_, "accepted") => [payloads.Event(line, "message.any", payloads.Message(line, person, message), at)],
            _ => [payloads.Event(line, "message.ack", WahaPayloads.Receipt(message, status), at)],
        };

    public void Sign(PhoneLine line, HttpRequestMessage request, byte[] body, string? address)
    {
        request.Headers.TryAddWithoutValidation("X-Webhook-Hmac", Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(line.Setting("WebhookSecret")), body)));
        request.Headers.TryAddWithoutValidation("X-Webhook-Hmac-Algorithm", "sha512");
        request.Headers.TryAddWithoutValidation("X-Webhook-Request-Id", ids.NewId());
        request.Headers.TryAddWithoutValidation("X-Webhook-Timestamp", clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("User-Agent", "WAHA/2026.7.1");
    }

    public TimeSpan? RetryAfter(int attempts, int? status) => attempts <= Retries ? TimeSpan.FromSeconds(2) : null;

    public void MapApi(IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder api = endpoints.MapGroup("/waha");
        var messages = services.GetRequiredService<WahaMessages>();
        var chats = services.GetRequiredService<WahaChats>();
        var sessions = services.GetRequiredService<WahaSessions>();
        foreach (string kind in WahaMessageReader.Kinds)
        {
            api.MapPost($"/api/{kind}", context => messages.SendAsync(context, kind));
        }

        api.MapPut("/api/reaction", context => messages.SendAsync(context, "reaction"));
        api.MapPost("/api/sendSeen", (RequestDelegate)chats.MarkSeenAsync);
        api.MapPost("/api/startTyping", context => chats.ShowTypingAsync(context, on: true));
        api.MapPost("/api/stopTyping", context => chats.ShowTypingAsync(context, on: false));
        api.MapGet("/api/contacts/check-exists", (RequestDelegate)chats.CheckExistsAsync);
        api.MapGet("/api/files/{session}/{file}", (RequestDelegate)chats.DownloadAsync);
        api.MapGet("/api/{session}/chats/{chat}/messages", (RequestDelegate)chats.ListAsync);
        api.MapGet("/api/{session}/chats/{chat}/messages/{message}", (RequestDelegate)chats.ShowAsync);
        api.MapGet("/api/{session}/new-message-id", (RequestDelegate)messages.NewIdAsync);
        api.MapGet("/api/sessions", (RequestDelegate)sessions.ListAsync);
        api.MapGet("/api/sessions/{session}", (RequestDelegate)sessions.ShowAsync);
        api.MapPut("/api/sessions/{session}", (RequestDelegate)sessions.UpdateAsync);
        api.MapPost("/api/sessions/{session}/{action:regex(^(start|stop|restart)$)}", (RequestDelegate)sessions.ControlAsync);
        api.MapGet("/api/server/version", (RequestDelegate)sessions.VersionAsync);
        api.MapGet("/ping", static context => WireAnswer.JsonAsync(context, new JsonObject { ["message"] = "pong" }));
    }
}
