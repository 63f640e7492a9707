using System.Globalization;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Waha;

/// <summary>Chats: what is in them, files, and the signs of reading and writing.</summary>
internal sealed class WahaChats(PhoneLines lines, PhoneNetwork network, MediaLibrary library, WahaPayloads payloads)
{
    private const int Page = 100;

    public async Task MarkSeenAsync(HttpContext context)
    {
        (PhoneLine? line, WahaError? refused, JsonObject body) = await ReadAsync(context);
        if (line is null)
        {
            await refused!.WriteAsync(context);
            return;
        }

        string[] named = [.. WireJson.Items(body["messageIds"]).Select(WireJson.Text).OfType<string>()];
        string? person = WahaChat.Digits(WireJson.Text(body["chatId"]));
        if (person is null)
        {
            await new WahaError(400, "chatId is required").WriteAsync(context);
            return;
        }

        foreach (string id in named.Length > 0 ? named : network.Chat(line, person).Where(static message => message.FromPerson).Select(static message => message.Id))
        {
            network.MarkRead(line, id);
        }

        await WireAnswer.JsonAsync(context, new JsonObject(), StatusCodes.Status201Created);
    }

    public async Task ShowTypingAsync(HttpContext context, bool on)
    {
        (PhoneLine? line, WahaError? refused, JsonObject body) = await ReadAsync(context);
        if (line is null || WahaChat.Digits(WireJson.Text(body["chatId"])) is not { } person)
        {
            await (refused ?? new WahaError(400, "chatId is required")).WriteAsync(context);
            return;
        }

        network.ShowTyping(line, person, on);
        await WireAnswer.JsonAsync(context, new JsonObject { ["result"] = true }, StatusCodes.Status201Created);
    }

    public Task CheckExistsAsync(HttpContext context) => WithLineAsync(context, context.Request.Query["session"], _ =>
    {
        string digits = string.Concat(context.Request.Query["phone"].ToString().Where(char.IsAsciiDigit));
        return WireAnswer.JsonAsync(context, new JsonObject { ["numberExists"] = digits.Length is >= 5 and <= 15, ["chatId"] = WahaChat.Of(digits) });
    });

    public Task DownloadAsync(HttpContext context) => WithLineAsync(context, Route(context, "session"), line =>
        library.Find(line, Path.GetFileNameWithoutExtension(Route(context, "file"))) is { } media ? WireAnswer.FileAsync(context, media) : WahaError.NotFound.WriteAsync(context));

    /// <summary>The newest messages of a chat, newest first.</summary>
    public Task ListAsync(HttpContext context) => WithLineAsync(context, Route(context, "session"), line =>
    {
        int limit = int.TryParse(context.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? Math.Clamp(asked, 1, Page) : 10;
        return WireAnswer.JsonAsync(context, new JsonArray([.. Messages(context, line).TakeLast(limit).Reverse().Select(message => payloads.Message(line, network.FindPerson(message.Person), message))]));
    });

    public Task ShowAsync(HttpContext context) => WithLineAsync(context, Route(context, "session"), line =>
    {
        string bare = WahaChat.Bare(Route(context, "message"));
        return Messages(context, line).LastOrDefault(message => WahaChat.Bare(message.Id) == bare) is { } found
            ? WireAnswer.JsonAsync(context, payloads.Message(line, network.FindPerson(found.Person), found))
            : WahaError.NotFound.WriteAsync(context);
    });

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private IReadOnlyList<ChatMessage> Messages(HttpContext context, PhoneLine line) =>
        WahaChat.Digits(Route(context, "chat")) is { } person ? network.Chat(line, person) : [];

    private Task WithLineAsync(HttpContext context, string? session, Func<PhoneLine, Task> answer)
    {
        (PhoneLine? line, WahaError? refused) = WahaAccess.Check(context, lines, session);
        return line is null ? refused!.WriteAsync(context) : answer(line);
    }

    private async Task<(PhoneLine? Line, WahaError? Refused, JsonObject Body)> ReadAsync(HttpContext context)
    {
        JsonObject body = await WireAnswer.ReadObjectAsync(context) ?? [];
        (PhoneLine? line, WahaError? refused) = WahaAccess.Check(context, lines, WireJson.Text(body["session"]));
        return (line, refused, body);
    }
}
