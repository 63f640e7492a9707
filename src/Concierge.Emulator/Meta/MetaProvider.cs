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
internal sealed class MetaProvider(GraphSettings settings, MediaLibrary media, IIdSource ids, IServiceProvider services) : IEmulatedProvider
{
    public string Channel => "meta";

    public string NewMessageId() => $"wamid.{Convert.ToBase64String(Encoding.ASCII.GetBytes(ids.NewId()))}";

    public JsonObject WriteMessage(Person person, ChatMessage message)
    {
        JsonObject written = MetaMessageWriter.Write(message, media);
        written["id"] = message.Id;
        written["from"] = message.Person;
        written["timestamp"] = Seconds(message.At);
        if (message.Quoted is { } quoted)
        {
            written["context"] = new JsonObject { ["from"] = settings.PhoneNumberId, ["id"] = quoted };
        }

        return Envelope(new JsonObject
        {
            ["contacts"] = new JsonArray(new JsonObject { ["profile"] = new JsonObject { ["name"] = person.Name }, ["wa_id"] = person.Number }),
            ["messages"] = new JsonArray(written),
        });
    }

    public JsonObject WriteStatus(ChatMessage message, string status, string? correlation, DateTimeOffset at)
    {
        var written = new JsonObject
        {
            ["id"] = message.Id,
            ["status"] = status,
            ["timestamp"] = Seconds(at),
            ["recipient_id"] = message.Person,
        };
        if (correlation is not null)
        {
            written["biz_opaque_callback_data"] = correlation;
        }

        return Envelope(new JsonObject { ["statuses"] = new JsonArray(written) });
    }

    public void Sign(HttpRequestMessage request, byte[] body) => request.Headers.TryAddWithoutValidation(
        "X-Hub-Signature-256",
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.AppSecret), body))}");

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

    private JsonObject Envelope(JsonObject value)
    {
        value["messaging_product"] = "whatsapp";
        value["metadata"] = new JsonObject { ["display_phone_number"] = "15550001111", ["phone_number_id"] = settings.PhoneNumberId };
        return new JsonObject
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = "100000000000000",
                ["changes"] = new JsonArray(new JsonObject { ["field"] = "messages", ["value"] = value }),
            }),
        };
    }
}
