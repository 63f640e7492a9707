using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Chatwoot;

/// <summary>
/// The account's webhooks as the API keeps them. Where they lead does not matter here: the emulator's events go to this host, and
/// the bot is told the same things.
/// </summary>
internal sealed class ChatwootWebhooks(PhoneLines lines)
{
    private readonly ConcurrentDictionary<(string Line, int Id), JsonObject> _webhooks = new();
    private int _last;

    public Task ListAsync(HttpContext context)
    {
        (PhoneLine? line, ChatwootError? refused) = ChatwootAccess.Check(context, lines);
        return line is null
            ? refused!.WriteAsync(context)
            : WireAnswer.JsonAsync(context, new JsonObject
            {
                ["payload"] = new JsonObject
                {
                    ["webhooks"] = new JsonArray([.. _webhooks.Where(webhook => webhook.Key.Line == line.Key).OrderBy(webhook => webhook.Key.Id).Select(webhook => webhook.Value.DeepClone())]),
                },
            });
    }

    public Task CreateAsync(HttpContext context) => SaveAsync(context, _ => Interlocked.Increment(ref _last));

    public Task UpdateAsync(HttpContext context) => SaveAsync(context, line =>
        int.TryParse((string?)context.Request.RouteValues["webhook"], NumberStyles.None, CultureInfo.InvariantCulture, out int id) && _webhooks.ContainsKey((line.Key, id)) ? id : null);

    private async Task SaveAsync(HttpContext context, Func<PhoneLine, int?> choose)
    {
        (PhoneLine? line, ChatwootError? refused) = ChatwootAccess.Check(context, lines);
        if (line is null)
        {
            await refused!.WriteAsync(context);
            return;
        }

        JsonObject body = await WireAnswer.ReadObjectAsync(context) ?? [];
        if (!Uri.TryCreate(WireJson.Text(body["url"]), UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
        {
            await new ChatwootError(422, "Url is invalid").WriteAsync(context);
        }
        else if (choose(line) is not { } id)
        {
            await ChatwootError.NotFound.WriteAsync(context);
        }
        else
        {
            var webhook = new JsonObject
            {
                ["id"] = id,
                ["url"] = WireJson.Text(body["url"]),
                ["subscriptions"] = body["subscriptions"]?.DeepClone() ?? new JsonArray(),
                ["secret"] = line.Setting("WebhookSecrets:0"),
            };
            _webhooks[(line.Key, id)] = webhook;
            await WireAnswer.JsonAsync(context, new JsonObject { ["payload"] = new JsonObject { ["webhook"] = webhook.DeepClone() } });
        }
    }
}
