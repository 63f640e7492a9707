using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>
/// Puts our webhook into the session's configuration and leaves the rest of it as it is. WAHA restarts the session to apply a
/// change, so nothing is written where nothing would change. A session that is not there is created.
/// </summary>
internal sealed class WebhookRegistration(ProviderAccount<WahaSettings> account, WahaClient client)
{
    // "message.any" holds what "message" does, and what colleagues write on the phone.
    private static readonly string[] Events =
    [
        "message.any", "message.reaction", "message.ack", "message.ack.group", "message.edited", "message.revoked", "poll.vote",
        "call.received", "call.accepted", "call.rejected", "group.v2.participants", "session.status",
    ];

    /// <exception cref="InvalidOperationException">The settings are not valid, the address is not, or WAHA refused.</exception>
    public async ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken)
    {
        if (webhookUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            throw new InvalidOperationException("WAHA calls webhooks at absolute http(s) addresses only.");
        }

        WahaSettings settings = account.Settings ?? throw new InvalidOperationException("The account's settings are not valid.");
        string address = $"api/sessions/{settings.Session}";
        ProviderReply found = await client.SendAsync(settings, HttpMethod.Get, address, null, cancellationToken);
        if (found.Status == 404)
        {
            await WriteAsync(settings, HttpMethod.Post, "api/sessions", Merge(new JsonObject(), webhookUrl, settings), cancellationToken);
            return [$"Session {settings.Session} was created and starts. Scan its QR code in WAHA's dashboard.", $"Its webhooks go to {Shown(webhookUrl)}, signed."];
        }

        JsonObject before = found.IsSuccess ? Configuration(found) : throw Refused(found);
        JsonObject after = Merge((JsonObject)before.DeepClone(), webhookUrl, settings);
        if (JsonNode.DeepEquals(before, after))
        {
            return [$"Session {settings.Session} sends its webhooks to {Shown(webhookUrl)} already. Nothing was changed."];
        }

        await WriteAsync(settings, HttpMethod.Put, address, after, cancellationToken);
        return [$"Session {settings.Session} was updated and restarts.", $"Its webhooks go to {Shown(webhookUrl)}, signed. Other webhooks and settings stayed as they were."];
    }

    private async ValueTask WriteAsync(WahaSettings settings, HttpMethod method, string path, JsonObject configuration, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> json = Json.Object(writer =>
        {
            writer.WriteString("name"u8, settings.Session);
            if (method == HttpMethod.Post)
            {
                writer.WriteBoolean("start"u8, true);
            }

            writer.WritePropertyName("config"u8);
            configuration.WriteTo(writer);
        });
        ProviderReply reply = await client.SendAsync(settings, method, path, json, cancellationToken);
        if (!reply.IsSuccess)
        {
            throw Refused(reply);
        }
    }

    // What is not understood is not overwritten.
    private static JsonObject Configuration(ProviderReply reply)
    {
        try
        {
            JsonNode? session = JsonNode.Parse(reply.Body.Span, null, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 256 });
            return session is JsonObject answer && answer.ContainsKey("name")
                ? answer["config"] switch
                {
                    null => new JsonObject(),
                    JsonObject configuration when configuration["webhooks"] is null or JsonArray => configuration,
                    _ => throw Unreadable(),
                }
                : throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    private static JsonObject Merge(JsonObject configuration, Uri webhookUrl, WahaSettings settings)
    {
        JsonArray webhooks = configuration["webhooks"] as JsonArray ?? [];
        configuration["webhooks"] = webhooks.Parent is null ? webhooks : webhooks.DeepClone();
        webhooks = (JsonArray)configuration["webhooks"]!;
        JsonObject? own = webhooks.OfType<JsonObject>().FirstOrDefault(webhook => Text(webhook["url"]) == webhookUrl.AbsoluteUri);
        if (own is null)
        {
            own = new JsonObject { ["url"] = webhookUrl.AbsoluteUri };
            webhooks.Add((JsonNode)own);
        }

        IEnumerable<string> events = (own["events"] as JsonArray)?.Select(Text).OfType<string>() ?? [];
        string[] all = events.Contains("*", StringComparer.Ordinal) ? ["*"] : [.. events.Union(Events, StringComparer.Ordinal)];
        own["events"] = new JsonArray([.. all.Select(static name => (JsonNode?)JsonValue.Create(name))]);
        own["hmac"] = new JsonObject { ["key"] = settings.WebhookSecret };

        // The server's own fifteen tries last half a minute, less than many a restart of ours.
        own["retries"] ??= new JsonObject { ["policy"] = "exponential", ["delaySeconds"] = 2, ["attempts"] = 12 };
        return configuration;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // The query may hold a token.
    private static string Shown(Uri webhookUrl) => webhookUrl.GetLeftPart(UriPartial.Path);

    private static InvalidOperationException Unreadable() => new("WAHA's answer about the session cannot be read; its configuration was left as it is. Set the webhook in WAHA's dashboard.");

    private static InvalidOperationException Refused(ProviderReply reply) => new(
        $"WAHA did not take the webhook address: status {reply.Status}. Check that the server is reachable and that the key may change the session.");
}
