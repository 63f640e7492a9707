using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Twilio;

/// <summary>
/// The Content API: buttons, lists and what else is made once and sent with variables. Kept in memory: the host, which lives in
/// the same process, forgets its contents at the same time.
/// </summary>
internal sealed class TwilioContents(PhoneLines lines, IIdSource ids)
{
    private readonly ConcurrentDictionary<(string Account, string Sid), JsonObject> _contents = new();

    public async Task CreateAsync(HttpContext context)
    {
        IReadOnlyList<PhoneLine> opened = TwilioAccess.Find(context, lines);
        if (opened.Count == 0)
        {
            await TwilioError.Unauthorized.WriteAsync(context);
            return;
        }

        JsonObject? body = await WireAnswer.ReadObjectAsync(context);
        if (WireJson.Object(body?["types"]) is not { Count: > 0 } types || WireJson.Text(body!["language"]) is null)
        {
            await new TwilioError(400, 20001, "types and language are required").WriteAsync(context);
            return;
        }

        string sid = "HX" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ids.NewId())))[..32];
        string account = opened[0].Setting("AccountSid");
        _contents[(account, sid)] = types;
        await WireAnswer.JsonAsync(
            context,
            new JsonObject
            {
                ["sid"] = sid,
                ["account_sid"] = account,
                ["friendly_name"] = WireJson.Text(body["friendly_name"]),
                ["language"] = WireJson.Text(body["language"]),
                ["variables"] = body["variables"]?.DeepClone(),
                ["types"] = types.DeepClone(),
            },
            StatusCodes.Status201Created);
    }

    public Task DeleteAsync(HttpContext context)
    {
        IReadOnlyList<PhoneLine> opened = TwilioAccess.Find(context, lines);
        if (opened.Count == 0)
        {
            return TwilioError.Unauthorized.WriteAsync(context);
        }

        if (!_contents.TryRemove((opened[0].Setting("AccountSid"), (string)context.Request.RouteValues["content"]!), out _))
        {
            return TwilioError.NotFound.WriteAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>The types of a content of this account, or null.</summary>
    public JsonObject? Find(string account, string sid) => _contents.GetValueOrDefault((account, sid));
}
