using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Waha;

/// <summary>Sessions: their state, which start, stop and restart change, and their configuration.</summary>
internal sealed class WahaSessions(PhoneLines lines, PhoneNetwork network, WahaPayloads payloads, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, JsonObject> _configurations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _stopped = new(StringComparer.Ordinal);

    /// <summary>WORKING, or STOPPED after somebody stopped it.</summary>
    public string Status(PhoneLine line) => _stopped.ContainsKey(line.Key) ? "STOPPED" : "WORKING";

    public Task ListAsync(HttpContext context)
    {
        string shown = context.Request.Headers["X-Api-Key"].ToString();
        PhoneLine[] opened = [.. lines.All.Where(line => line.Provider is WahaProvider && line.Opens("ApiKey", shown))];
        return opened.Length == 0
            ? WahaError.Unauthorized.WriteAsync(context)
            : WireAnswer.JsonAsync(context, new JsonArray([.. opened.Select(Resource)]));
    }

    public Task ShowAsync(HttpContext context) => WithSessionAsync(context, line => WireAnswer.JsonAsync(context, Resource(line)));

    public Task UpdateAsync(HttpContext context) => WithSessionAsync(context, async line =>
    {
        if (WireJson.Object((await WireAnswer.ReadObjectAsync(context))?["config"]) is not { } configuration)
        {
            await new WahaError(400, "config is required").WriteAsync(context);
            return;
        }

        _configurations[line.Key] = configuration;
        await WireAnswer.JsonAsync(context, Resource(line));
    });

    public Task ControlAsync(HttpContext context) => WithSessionAsync(context, line =>
    {
        if ((string)context.Request.RouteValues["action"]! == "stop")
        {
            _stopped[line.Key] = true;
        }
        else
        {
            _stopped.TryRemove(line.Key, out _);
        }

        network.Tell(line, [payloads.Event(line, "session.status", new JsonObject { ["name"] = WahaProvider.Session(line), ["status"] = Status(line) }, clock.GetUtcNow())]);
        return WireAnswer.JsonAsync(context, Resource(line), StatusCodes.Status201Created);
    });

    public Task VersionAsync(HttpContext context) => WireAnswer.JsonAsync(context, WahaPayloads.Environment());

    private Task WithSessionAsync(HttpContext context, Func<PhoneLine, Task> answer)
    {
        (PhoneLine? line, WahaError? refused) = WahaAccess.Check(context, lines, (string?)context.Request.RouteValues["session"]);
        return line is null ? refused!.WriteAsync(context) : answer(line);
    }

    private JsonObject Resource(PhoneLine line) => new()
    {
        ["name"] = WahaProvider.Session(line),
        ["status"] = Status(line),
        ["config"] = _configurations.GetValueOrDefault(line.Key)?.DeepClone() ?? new JsonObject(),
        ["me"] = new JsonObject { ["id"] = WahaChat.Of(WahaPayloads.OwnNumber), ["pushName"] = "Assistant" },
        ["engine"] = new JsonObject { ["engine"] = WahaPayloads.Engine },
    };
}
