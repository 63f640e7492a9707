using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests;

/// <summary>One person's phone on one line of a host: writes, waits for answers, looks at the desk.</summary>
internal sealed class TestPhone(EmulatorHost host, string line, string person = EmulatorHost.Person)
{
    private readonly HashSet<string> _seen = [];

    public async Task<JsonNode> SayAsync(string text, string? quoted = null) => await DoAsync(new JsonObject { ["kind"] = "text", ["text"] = text }, quoted);

    /// <summary>Does something; gives the message as the phone shows it.</summary>
    public async Task<JsonNode> DoAsync(JsonObject bubble, string? quoted = null)
    {
        using HttpResponseMessage response = await host.ActAsync(bubble, line, quoted, person);
        string answer = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(answer);
        return JsonNode.Parse(answer)!;
    }

    /// <summary>Taps one of the buttons, or rows of the list, under a message.</summary>
    public Task<JsonNode> TapAsync(JsonNode question, string title)
    {
        JsonNode option = Options(question).SingleOrDefault(offered => (string)offered["title"]! == title)
            ?? throw new InvalidOperationException($"There is no '{title}' to tap. Offered: {string.Join(", ", Options(question).Select(static offered => offered["title"]))}.");
        string? list = (string?)question["bubble"]!["listButton"];
        return DoAsync(new JsonObject { ["kind"] = "choice", ["choiceId"] = (string)option["id"]!, ["text"] = title, ["listButton"] = list }, (string)question["id"]!);
    }

    /// <summary>What can be tapped under a message: buttons, or the rows of its list.</summary>
    public static IReadOnlyList<JsonNode> Options(JsonNode message)
    {
        JsonNode bubble = message["bubble"]!;
        return [.. bubble["buttons"]!.AsArray().OfType<JsonNode>(), .. bubble["sections"]!.AsArray().SelectMany(static section => section!["rows"]!.AsArray()).OfType<JsonNode>()];
    }

    public async Task<string> UploadAsync(byte[] content, string type, string name)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new(type);
        return (string)(await EmulatorHost.ReadAsync(await host.Client.PostAsync($"/emulator/api/media?name={name}", body)))["id"]!;
    }

    /// <summary>Waits for the next answers that were not seen yet, this many, and nothing but these.</summary>
    public async Task<List<JsonNode>> AnswersAsync(int count = 1)
    {
        List<JsonNode> fresh = [];
        await host.UntilAsync(
            fromPerson: false,
            messages =>
            {
                fresh = [.. messages.Where(message => (string)message["person"]! == person && !_seen.Contains((string)message["id"]!))];
                return fresh.Count >= count;
            },
            line);
        fresh.Should().HaveCount(count, "the answers are {0}", string.Join(" | ", fresh.Select(Text)));
        _seen.UnionWith(fresh.Select(static message => (string)message["id"]!));
        return fresh;
    }

    public async Task<string> AnswerAsync() => Text((await AnswersAsync()).Single());

    /// <summary>Waits until the receipts of a message say so.</summary>
    public Task UntilStatusAsync(string id, string status) =>
        host.UntilAsync(fromPerson: false, messages => messages.Exists(message => (string)message["id"]! == id && (string)message["status"]! == status), line);

    /// <summary>Waits until the host has taken what the person wrote, so that it stands before what a colleague does next.</summary>
    public Task UntilTakenAsync(string id) =>
        host.UntilAsync(fromPerson: true, messages => messages.Exists(message => (string)message["id"]! == id && (string)message["status"]! is ("delivered" or "read")), line);

    /// <summary>Posts the webhook of a message again, or one of its receipts.</summary>
    public async Task RepeatAsync(string id, string? status = null)
    {
        using HttpResponseMessage response = await host.PostAsync("/emulator/api/again", new JsonObject { ["id"] = id, ["status"] = status });
        response.IsSuccessStatusCode.Should().BeTrue();
    }

    /// <summary>What a colleague does at the provider's own help desk.</summary>
    public async Task DeskAsync(string action, string? text = null)
    {
        using HttpResponseMessage response = await host.PostAsync("/emulator/api/desk", new JsonObject { ["line"] = line, ["person"] = person, ["action"] = action, ["text"] = text });
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }

    public static string Text(JsonNode message) => (string?)message["bubble"]!["text"] ?? string.Empty;
}
