using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests;

/// <summary>A colleague at the host's admin API.</summary>
internal sealed class TestDesk(EmulatorHost host)
{
    public async Task<JsonNode> ConversationAsync(string channel) =>
        await FindConversationAsync(channel) ?? throw new InvalidOperationException($"There is no conversation on {channel} yet.");

    public async Task<JsonArray> TranscriptAsync(string channel) =>
        (await GetAsync($"conversations/{(string)(await ConversationAsync(channel))["id"]!}/messages?limit=100"))["messages"]!.AsArray();

    public async Task CommandAsync(string channel, string command, string? text = null) =>
        await CommandForAsync((string)(await ConversationAsync(channel))["id"]!, command, text);

    public async Task CommandForAsync(string id, string command, string? text = null)
    {
        using HttpResponseMessage response = await host.PostAsync($"/emulator/api/operator/conversations/{id}/{command}", new JsonObject { ["by"] = "Sam", ["text"] = text });
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The artifacts of one kind, with what was filled in.</summary>
    public async Task<IReadOnlyList<JsonNode>> ArtifactsAsync(string kind) =>
        [.. (await GetAsync("artifacts?limit=100"))["artifacts"]!.AsArray().Select(static artifact => artifact!["content"]!).Where(artifact => (string)artifact["kind"]! == kind)];

    /// <summary>The conversation that waits for a colleague whose summary names somebody.</summary>
    public async Task<string> HandedOffAsync(string name)
    {
        foreach (JsonNode? found in (await GetAsync("conversations?limit=100"))["conversations"]!.AsArray())
        {
            string id = (string)found!["id"]!;
            if ((await SummaryAsync(id))?.Contains(name, StringComparison.Ordinal) == true)
            {
                return id;
            }
        }

        throw new InvalidOperationException($"No conversation with {name} was handed off.");
    }

    /// <summary>Waits until the provider has answered every send: one that is cut off by a stop is repeated where the provider cannot tell what became of it.</summary>
    public Task UntilSettledAsync() => UntilAsync(async () =>
    {
        foreach (JsonNode? found in (await GetAsync("conversations?limit=100"))["conversations"]!.AsArray())
        {
            JsonArray lines = (await GetAsync($"conversations/{(string)found!["id"]!}/messages?limit=100"))["messages"]!.AsArray();
            if (lines.Any(static line => line!["message"] is not null && line["attempts"]!.AsArray().LastOrDefault()?["finishedAt"] is null))
            {
                return false;
            }
        }

        return true;
    });

    /// <summary>What the colleague reads who gets a conversation; null while the bot has it.</summary>
    public async Task<string?> SummaryAsync(string conversation) => (string?)(await GetAsync($"conversations/{conversation}"))["conversation"]!["handoffSummary"];

    /// <summary>Waits until a conversation is handled by the bot or by a person.</summary>
    public Task UntilHandledByAsync(string channel, string handling) => UntilAsync(async () => string.Equals((string?)(await FindConversationAsync(channel))?["handling"], handling, StringComparison.OrdinalIgnoreCase));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<JsonNode?> FindConversationAsync(string channel) =>
        (await GetAsync("conversations?limit=50"))["conversations"]!.AsArray().SingleOrDefault(found => ((string)found!["account"]!).StartsWith(channel, StringComparison.Ordinal));

    private async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage response = await host.Client.GetAsync($"/emulator/api/operator/{path}");
        string body = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(body);
        return JsonNode.Parse(body)!;
    }
}
