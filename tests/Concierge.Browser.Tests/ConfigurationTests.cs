using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Concierge.Browser.Tests;

/// <summary>The Quickstart runs over any channel by configuration alone.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("twilio")]
    [InlineData("waha")]
    [InlineData("chatwoot")]
    public async Task Quickstart_WithAChannelsNameAlone_AnswersOverIt(string channel)
    {
        await using var host = new SampleProcess("Quickstart") { Channels = channel };
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        using HttpResponseMessage sent = await client.PostAsJsonAsync("/emulator/api/messages", new { person = "15551234567", bubble = new { kind = "text", text = "What are your hours?" } });

        sent.IsSuccessStatusCode.Should().BeTrue();
        ((string)JsonNode.Parse(await sent.Content.ReadAsStringAsync())!["line"]!).Should().Be(channel);
        (await AnswerAsync(client)).Should().StartWith("We are open");
    }

    private static async Task<string> AnswerAsync(HttpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            JsonNode state = JsonNode.Parse(await client.GetStringAsync("/emulator/api/state", limit.Token))!;
            if (state["messages"]!.AsArray().FirstOrDefault(message => !(bool)message!["fromPerson"]!) is { } answer)
            {
                return (string)answer["bubble"]!["text"]!;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
