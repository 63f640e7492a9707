using System.Text.Json.Nodes;
using Concierge.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Tests;

/// <summary>What a channel asks its provider after a start: the emulator knows everything that was written, with the ids that its webhooks had.</summary>
public sealed class HistoryTests : EmulatorTest
{
    [Theory]
    [InlineData("twilio")]
    [InlineData("chatwoot")]
    public async Task History_OfWhatWasAnsweredAlready_HasTheSameMessages(string channel)
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder, new HostSetup { Channels = [channel], Services = static concierge => ConversationBot.Add(concierge, static () => null) });
        var phone = new TestPhone(host, channel);
        await phone.SayAsync("hello");
        await phone.AnswersAsync();
        string image = await phone.UploadAsync(EmulatorHost.Picture, "image/png", "dot.png");
        await phone.DoAsync(new JsonObject { ["kind"] = "image", ["mediaId"] = image, ["mimeType"] = "image/png", ["text"] = "Look" });
        await phone.AnswersAsync();
        var asked = (IHistoryChannel)host.Services.GetRequiredService<ConciergeJourney>().FindChannel(channel, null)!;

        var found = new List<MessageReceived>();
        await foreach (ChannelEvent received in asked.ReadHistoryAsync(DateTimeOffset.UtcNow.AddHours(-1), default))
        {
            found.Add(received.Should().BeOfType<MessageReceived>().Subject);
        }

        found.Select(message => message.Body.PlainText).Should().Equal("hello", "Look");
        found[1].Body.Should().BeOfType<MediaBody>();
        JsonArray shown = (await host.StateAsync())["messages"]!.AsArray();
        string[] ids = [.. shown.Where(message => (bool)message!["fromPerson"]!).Select(message => (string)message!["id"]!)];
        found.Select(message => message.Id).Should().OnlyContain(id => ids.Any(known => id!.Contains(known, StringComparison.Ordinal) || known.EndsWith(id, StringComparison.Ordinal)));
    }
}
