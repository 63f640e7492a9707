using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests;

/// <summary>A colleague at the host's admin API.</summary>
internal sealed class TestDesk(EmulatorHost host)
{
    public async Task<JsonNode> ConversationAsync(string channel) =>
        (await GetAsync("conversations?limit=50"))["conversations"]!.AsArray().Single(found => ((string)found!["account"]!).StartsWith(channel, StringComparison.Ordinal))!;

    public async Task<JsonArray> TranscriptAsync(string channel) =>
        (await GetAsync($"conversations/{(string)(await ConversationAsync(channel))["id"]!}/messages?limit=100"))["messages"]!.AsArray();

    public async Task CommandAsync(string channel, string command, string? text = null)
    {
        string id = (string)(await ConversationAsync(channel))["id"]!;
        using HttpResponseMessage response = await host.PostAsync($"/emulator/api/operator/conversations/{id}/{command}", new JsonObject { ["by"] = "Sam", ["text"] = text });
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until a conversation is handled by the bot or by a person.</summary>
    public Task UntilHandledByAsync(string channel, string handling) => UntilAsync(async () => string.Equals((string?)(await ConversationAsync(channel))["handling"], handling, StringComparison.OrdinalIgnoreCase));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage response = await host.Client.GetAsync($"/emulator/api/operator/{path}");
        string body = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(body);
        return JsonNode.Parse(body)!;
    }
}
