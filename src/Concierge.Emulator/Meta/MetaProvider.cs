using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Meta;

/// <summary>Meta's WhatsApp Business Cloud API: signed webhooks out, Graph API in.</summary>
internal sealed class MetaProvider(MediaLibrary media, IIdSource ids, IServiceProvider services) : IEmulatedProvider
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(5);

    public string Channel => "meta";

    public string Title => "Meta";

    public string ContentType => "application/json";

    public IReadOnlyList<FaultKind> Faults { get; } =
    [
        new("429", "Throttled (429)"),
        new("131056", "Too fast to one person (131056)"),
        new("131047", "24 hours are over (131047)"),
        .. FaultQueue.Common,
    ];

    public string NewMessageId(string person, bool fromPerson, Bubble bubble) => $"wamid.{Convert.ToBase64String(Encoding.ASCII.GetBytes(ids.NewId()))}";

    public IReadOnlyList<Webhook> WriteMessage(PhoneLine line, Person person, ChatMessage message)
    {
        JsonObject written = MetaMessageWriter.Write(message, media);
        written["id"] = message.Id;
        written["from"] = message.Person;
        written["timestamp"] = Seconds(message.At);
        if (message.Quoted is { } quoted)
        {
            written["context"] = new JsonObject { ["from"] = line.Setting("PhoneNumberId"), ["id"] = quoted };
        }

        return Envelope(line, new JsonObject
        {
            ["contacts"] = new JsonArray(new JsonObject { ["profile"] = new JsonObject { ["name"] = person.Name }, ["wa_id"] = person.Number }),
            ["messages"] = new JsonArray(written),
        });
    }

    public IReadOnlyList<Webhook> WriteStatus(PhoneLine line, Person person, ChatMessage message, string status, DateTimeOffset at)
    {
        // The answer to the call said it already.
        if (status == "accepted")
        {
            return [];
        }

        var written = new JsonObject
        {
            ["id"] = message.Id,
            ["status"] = status,
            ["timestamp"] = Seconds(at),
            ["recipient_id"] = message.Person,
        };
        if (message.Correlation is { } correlation)
        {
            written["biz_opaque_callback_data"] = correlation;
        }

        return Envelope(line, new JsonObject { ["statuses"] = new JsonArray(written) });
    }

    public void Sign(PhoneLine line, HttpRequestMessage request, byte[] body, string? address) => request.Headers.TryAddWithoutValidation(
        "X-Hub-Signature-256",
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(line.Setting("AppSecret")), body))}");

    public TimeSpan? RetryAfter(int attempts, int? status) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempts - 1, 10)), LongestGap.TotalSeconds));

    public void MapApi(IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder graph = endpoints.MapGroup("/graph");
        var messages = services.GetRequiredService<GraphMessages>();
        var files = services.GetRequiredService<GraphMedia>();
        graph.MapPost("/{version}/{phone}/messages", (RequestDelegate)messages.SendAsync);
        graph.MapPost("/{version}/{phone}/media", (RequestDelegate)files.UploadAsync);
        graph.MapPost("/{version}/{id}/subscribed_apps", (RequestDelegate)messages.SubscribeAsync);
        graph.MapGet("/{version}/{id}", (RequestDelegate)files.ResolveAsync);
        graph.MapDelete("/{version}/{id}", (RequestDelegate)files.DeleteAsync);
        graph.MapGet("/download/{id}", (RequestDelegate)files.DownloadAsync);
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<Webhook> Envelope(PhoneLine line, JsonObject value)
    {
        value["messaging_product"] = "whatsapp";
        value["metadata"] = new JsonObject { ["display_phone_number"] = "15550001111", ["phone_number_id"] = line.Setting("PhoneNumberId") };
        var envelope = new JsonObject
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = line.Setting("BusinessAccountId") is { Length: > 0 } business ? business : "100000000000000",
                ["changes"] = new JsonArray(new JsonObject { ["field"] = "messages", ["value"] = value }),
            }),
        };
        return [new Webhook(envelope.ToJsonString())];
    }
}
