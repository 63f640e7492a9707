using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Concierge.Emulator.Api;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Chatwoot;

/// <summary>
/// Chatwoot with a WhatsApp inbox and a bot: signed events out, the Application API in. What Chatwoot keeps to itself (reactions,
/// the ids of tapped choices) never gets to the host.
/// </summary>
internal sealed class ChatwootProvider(
    ChatwootPayloads payloads, HelpDesk desk, PhoneNetwork network, Journal journal, IIdSource ids, TimeProvider clock, IServiceProvider services) : IEmulatedProvider, IHelpDesk
{
    private const int MostAttempts = 3;

    public string Channel => "chatwoot";

    public string Title => "Chatwoot";

    public string ContentType => "application/json";

    public IReadOnlyList<FaultKind> Faults { get; } =
    [
        new("429", "Throttled (429)"),
        new("422", "Too many messages in the conversation (422)"),
        new("131047", "24 hours are over (131047, later)"),
        .. FaultQueue.Common,
    ];

    public string NewMessageId(string person, bool fromPerson, Bubble bubble) =>
        journal.Change(static state => ++state.LastNumber).ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<Webhook> WriteMessage(PhoneLine line, Person person, ChatMessage message)
    {
        if (message.Bubble.Kind == "reaction")
        {
            return [];
        }

        DeskConversation conversation = desk.FindOrOpen(line, person.Number);
        IReadOnlyList<Webhook> reopened = conversation.Status switch
        {
            "resolved" => Change(line, conversation, conversation with { Status = "pending", Assignee = null }),
            "snoozed" => Change(line, conversation, conversation with { Status = "open" }),
            _ => [],
        };
        return [.. reopened, Write(payloads.Message(line, desk.FindOrOpen(line, person.Number), message, "message_created"))];
    }

    public IReadOnlyList<Webhook> WriteStatus(PhoneLine line, Person person, ChatMessage message, string status, DateTimeOffset at) =>
        desk.Find(line, person.Number) is not { } conversation ? []
            : status == "accepted" ? [Write(payloads.Message(line, conversation, message, "message_created"))]
            : [Write(payloads.Message(line, conversation, message with { Status = status }, "message_updated"))];

    public void Sign(PhoneLine line, HttpRequestMessage request, byte[] body, string? address)
    {
        string time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        request.Headers.TryAddWithoutValidation("X-Chatwoot-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(line.Setting("WebhookSecrets:0")), signed))}");
        request.Headers.TryAddWithoutValidation("X-Chatwoot-Timestamp", time);
        request.Headers.TryAddWithoutValidation("X-Chatwoot-Delivery", ids.NewId());
    }

    public TimeSpan? RetryAfter(int attempts, int? status) => status is 429 or 500 && attempts < MostAttempts ? TimeSpan.FromSeconds(3) : null;

    /// <summary>A bot that does not take its messages loses the conversation to the colleagues.</summary>
    public void GaveUp(PhoneLine line, Delivery delivery)
    {
        if (delivery.MessageId is { } id && network.Find(id) is { } message && desk.Find(line, message.Person) is { Status: "pending" } conversation)
        {
            network.Tell(line, Change(line, conversation, conversation with { Status = "open" }));
        }
    }

    /// <summary>Changes a conversation and says so, as the several events that Chatwoot makes of it.</summary>
    public IReadOnlyList<Webhook> Change(PhoneLine line, DeskConversation before, DeskConversation after)
    {
        desk.Save(after);
        var webhooks = new List<Webhook>();
        var changes = new JsonArray();
        if (before.Status != after.Status)
        {
            changes.Add((JsonNode)Changed("status", before.Status, after.Status));
            webhooks.Add(Write(payloads.Status(line, after, "conversation_status_changed", (JsonArray)changes.DeepClone())));
        }

        if (before.Assignee != after.Assignee)
        {
            changes.Add((JsonNode)Changed("assignee_id", before.Assignee is null ? null : 1, after.Assignee is null ? null : 1));
        }

        if (changes.Count > 0)
        {
            webhooks.Add(Write(payloads.Status(line, after, "conversation_updated", changes)));
        }

        return webhooks;
    }

    public bool Act(PhoneLine line, DeskAction action)
    {
        if (action.Person is null || desk.Find(line, action.Person) is not { } conversation)
        {
            return false;
        }

        string by = string.IsNullOrWhiteSpace(action.By) ? ChatwootPayloads.DefaultColleague : action.By;
        switch (action.Action)
        {
            case "take":
                network.Tell(line, Change(line, conversation, conversation with { Status = "open", Assignee = by }));
                return true;
            case "resolve":
                network.Tell(line, Change(line, conversation, conversation with { Status = "resolved" }));
                return true;
            case "return":
                network.Tell(line, Change(line, conversation, conversation with { Status = "pending", Assignee = null }));
                return true;
            case "reply" or "note" when !string.IsNullOrWhiteSpace(action.Text):
                Send(line, conversation, new Bubble { Kind = action.Action == "note" ? "note" : "text", Text = action.Text }, by);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Puts a message of the business into the conversation.</summary>
    public ChatMessage Send(PhoneLine line, DeskConversation conversation, Bubble bubble, string? by, JsonObject? attributes = null, (string Code, string Words)? failure = null)
    {
        var message = new ChatMessage
        {
            Id = NewMessageId(conversation.Person, fromPerson: false, bubble),
            Line = line.Key,
            Person = conversation.Person,
            FromPerson = false,
            At = clock.GetUtcNow(),
            Bubble = bubble,
            Status = "pending",
            By = by,
            Quoted = WireJson.Number(attributes?["in_reply_to"])?.ToString(CultureInfo.InvariantCulture),
            Correlation = attributes?.ToJsonString(),
            FailureCode = failure?.Code,
            Failure = failure?.Words,
        };
        network.Receive(line, message);
        return message;
    }

    public void MapApi(IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder group = endpoints.MapGroup("/chatwoot");
        RouteGroupBuilder api = group.MapGroup("/api/v1/accounts/{account}");
        var messages = services.GetRequiredService<ChatwootMessages>();
        var conversations = services.GetRequiredService<ChatwootConversations>();
        var files = services.GetRequiredService<ChatwootFiles>();
        var webhooks = services.GetRequiredService<ChatwootWebhooks>();
        api.MapPost("/conversations/{conversation}/messages", (RequestDelegate)messages.SendAsync);
        api.MapGet("/conversations/{conversation}/messages", (RequestDelegate)messages.ListAsync);
        api.MapGet("/conversations/{conversation}", (RequestDelegate)conversations.ShowAsync);
        api.MapPost("/conversations/{conversation}/toggle_status", (RequestDelegate)conversations.SetStatusAsync);
        api.MapPost("/conversations/{conversation}/toggle_typing_status", (RequestDelegate)conversations.ShowTypingAsync);
        api.MapPost("/conversations/{conversation}/assignments", (RequestDelegate)conversations.AssignAsync);
        api.MapPost("/upload", (RequestDelegate)files.UploadAsync);
        api.MapGet("/webhooks", (RequestDelegate)webhooks.ListAsync);
        api.MapPost("/webhooks", (RequestDelegate)webhooks.CreateAsync);
        api.MapPatch("/webhooks/{webhook}", (RequestDelegate)webhooks.UpdateAsync);
        group.MapGet("/rails/active_storage/blobs/redirect/{file}/{name}", (RequestDelegate)files.RedirectAsync);
        group.MapGet("/rails/active_storage/disk/{file}/{name}", (RequestDelegate)files.DownloadAsync);
    }

    private static JsonObject Changed(string name, JsonNode? previous, JsonNode? current) =>
        new() { [name] = new JsonObject { ["previous_value"] = previous, ["current_value"] = current } };

    private static Webhook Write(JsonObject payload) => new(payload.ToJsonString());
}
