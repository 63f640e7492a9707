using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.AspNetCore.Http;

namespace Concierge.Browser.Tests;

/// <summary>The Quickstart with a model behind an OpenAI-compatible endpoint.</summary>
public sealed class AssistantTests
{
    [Fact]
    public async Task Booking_IsAskedForWithAButton_AndSurvivesAKillBeforeTheTap()
    {
        await using ModelServer model = await ModelServer.StartAsync(AnswerAsync);
        await using var host = new SampleProcess("Quickstart") { Channels = "meta", Model = model.Endpoint };
        await host.StartAsync();
        await using PhonePage phone = await PhonePage.OpenAsync(host.Address);

        await phone.TypeAsync("What are your hours?");
        await phone.SeeAsync("article.theirs", "We are open");
        model.Requests.Should().BeEmpty("a keyword needs no model");

        await phone.TypeAsync("Can I book the baking class on Saturday for two?");
        await phone.SeeAsync("article.theirs", "Book a baking class");
        await phone.SeeAsync("article.theirs", "people: 2");
        await phone.PictureAsync("confirmation");
        (await phone.Page.Locator("article.theirs", new() { HasText = "You are booked" }).CountAsync()).Should().Be(0);

        await host.KillAsync();
        await phone.SeeAsync("#presence", "reconnecting");
        await host.StartAsync();
        await phone.OnlineAsync();
        await phone.TapAsync("Yes");

        await phone.SeeAsync("article.theirs", "You are booked: Booked: Saturday at 9:00 for 2.");
        await phone.PictureAsync("booked");
        phone.Errors.Should().BeEmpty();
    }

    /// <summary>Books whatever it is asked, and repeats what came of it.</summary>
    private static async Task AnswerAsync(HttpContext context)
    {
        using JsonDocument request = await JsonDocument.ParseAsync(context.Request.Body);
        JsonElement last = request.RootElement.GetProperty("messages").EnumerateArray().Last();
        string delta = last.GetProperty("role").GetString() == "tool"
            ? $$"""{"role":"assistant","content":{{JsonSerializer.Serialize($"You are booked: {last.GetProperty("content").GetString()}")}}}"""
            : """{"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"Book","arguments":"{\"day\":\"Saturday\",\"people\":2}"}}]}""";
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {{\"id\":\"1\",\"model\":\"scripted\",\"choices\":[{{\"index\":0,\"delta\":{delta}}}]}}\n\n");
        await context.Response.WriteAsync("data: {\"id\":\"1\",\"model\":\"scripted\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    }
}
