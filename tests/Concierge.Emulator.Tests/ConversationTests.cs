using System.Text.Json.Nodes;
using Concierge.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Tests;

/// <summary>The same conversation over every channel: real webhooks, a real API, a real database; only what a provider cannot do differs.</summary>
public sealed class ConversationTests : EmulatorTest
{
    [Theory]
    [InlineData("meta")]
    [InlineData("twilio")]
    [InlineData("waha")]
    [InlineData("chatwoot")]
    public async Task Conversation_OverRealHttp_IsTheSameOnEveryChannel(string channel)
    {
        string waiting;
        await using (EmulatorHost host = await StartAsync(channel))
        {
            var phone = new TestPhone(host, channel);
            ChannelCapabilities can = host.Services.GetRequiredService<ConciergeJourney>().FindChannel(channel, null)!.Capabilities;
            await phone.SayAsync("hello");
            (await phone.AnswerAsync()).Should().Be("1: hello");

            await ChooseAsync(phone);
            await SendFilesAsync(phone);
            await ReactAndQuoteAsync(phone, channel, can);
            await ReadLongTextAsync(phone, can);
            await GetDuplicatesAsync(phone, host, channel);
            await HandOffAsync(phone, new TestDesk(host), channel);
            if (can.EchoesAttemptId)
            {
                await LoseAnAnswerAsync(phone, host, channel);
            }

            await phone.SayAsync("colours");
            waiting = (string)(await phone.AnswersAsync()).Single()["id"]!;

            // A send that is cut off is repeated where the provider cannot tell what became of it; that is another test's.
            await TestDesk.UntilAsync(async () => (await new TestDesk(host).TranscriptAsync(channel))
                .Where(static entry => ((string?)entry!["message"]?["text"])?.StartsWith("Which colour?", StringComparison.Ordinal) == true)
                .All(entry => string.Equals((string?)entry!["status"], LastStatus(channel), StringComparison.OrdinalIgnoreCase)));
        }

        await using EmulatorHost restarted = await StartAsync(channel);
        var later = new TestPhone(restarted, channel);
        await later.AnswersAsync((await restarted.StateAsync())["messages"]!.AsArray().Count(message => !(bool)message!["fromPerson"]! && (string?)message["bubble"]?["kind"] != "note"));
        await later.DoAsync(new JsonObject { ["kind"] = "text", ["text"] = "2" }, null);
        (await later.AnswerAsync()).Should().Be("You chose c-blue", "the offer {0} was made before the restart", waiting);
    }

    private static async Task ChooseAsync(TestPhone phone)
    {
        await phone.SayAsync("colours");
        JsonNode question = (await phone.AnswersAsync()).Single();
        JsonArray buttons = question["bubble"]!["buttons"]!.AsArray();
        if (buttons.Count == 0)
        {
            // A channel without buttons numbers the choices.
            TestPhone.Text(question).Should().Be("Which colour?\n\n1. Red\n2. Blue");
            await phone.SayAsync("1");
        }
        else
        {
            JsonNode button = buttons[0]!;
            ((string)button["title"]!).Should().Be("Red");
            await phone.DoAsync(new JsonObject { ["kind"] = "choice", ["choiceId"] = (string)button["id"]!, ["text"] = "Red" }, (string)question["id"]!);
        }

        (await phone.AnswerAsync()).Should().Be("You chose c-red");
    }

    private static async Task SendFilesAsync(TestPhone phone)
    {
        string image = await phone.UploadAsync(EmulatorHost.Picture, "image/png", "dot.png");
        await phone.DoAsync(new JsonObject { ["kind"] = "image", ["mediaId"] = image, ["mimeType"] = "image/png", ["text"] = "Look" });
        (await phone.AnswerAsync()).Should().Be($"Your Image has {EmulatorHost.Picture.Length} bytes, caption Look");

        string voice = await phone.UploadAsync([1, 2, 3, 4], "audio/ogg", "voice.ogg");
        await phone.DoAsync(new JsonObject { ["kind"] = "audio", ["voice"] = true, ["mediaId"] = voice, ["mimeType"] = "audio/ogg" });
        (await phone.AnswerAsync()).Should().Be("Your Audio has 4 bytes, caption ");

        string document = await phone.UploadAsync([5, 6, 7], "application/pdf", "a.pdf");
        await phone.DoAsync(new JsonObject { ["kind"] = "document", ["mediaId"] = document, ["mimeType"] = "application/pdf", ["fileName"] = "a.pdf" });
        (await phone.AnswerAsync()).Should().StartWith("Your Document has 3 bytes");

        await phone.DoAsync(new JsonObject { ["kind"] = "location", ["latitude"] = 48.8616, ["longitude"] = 2.2893, ["text"] = "Trocadéro" });
        (await phone.AnswerAsync()).Should().Be("You are at 48.86,2.29 Trocadéro");

        await phone.DoAsync(new JsonObject { ["kind"] = "contacts", ["text"] = "Grace Hopper", ["phone"] = "+1 555 010 2030" });
        (await phone.AnswerAsync()).Should().BeOneOf("You sent Grace Hopper", "You sent a card");

        await phone.SayAsync("picture");
        JsonNode picture = (await phone.AnswersAsync()).Single()["bubble"]!;
        ((string)picture["kind"]!).Should().Be("image");
        ((string)picture["text"]!).Should().Be("One pixel");
        (picture["mediaId"] is null && picture["mediaUrl"] is null).Should().BeFalse();
    }

    private static async Task ReactAndQuoteAsync(TestPhone phone, string channel, ChannelCapabilities can)
    {
        JsonNode said = await phone.SayAsync("react to this");
        JsonNode answer = (await phone.AnswersAsync()).Single();
        string id = (string)answer["id"]!;
        await phone.DoAsync(new JsonObject { ["kind"] = "reaction", ["target"] = id, ["text"] = "👍" });
        if (channel != "chatwoot")
        {
            // WAHA's ids are known by their last part, which all its engines agree on.
            (await phone.AnswerAsync()).Should().Be($"You reacted 👍 to {id.Split('_')[^1]}");
        }

        await phone.SayAsync("I mean this", id);
        JsonNode quoting = (await phone.AnswersAsync()).Single();
        TestPhone.Text(quoting).Should().Be($"You quoted {id.Split('_')[^1]}");
        (quoting["quoted"] is not null).Should().Be(can.Quotes);

        await phone.SayAsync("like");
        await phone.SayAsync("and now?");
        (await phone.AnswerAsync()).Should().EndWith("and now?", "a reaction is no bubble, and {0} was only read", said["id"]);
    }

    private static async Task ReadLongTextAsync(TestPhone phone, ChannelCapabilities can)
    {
        int parts = (ConversationBot.LongText.Length + can.MaxTextLength - 1) / can.MaxTextLength;
        await phone.SayAsync("long");
        List<JsonNode> read = await phone.AnswersAsync(parts);
        read.Should().OnlyContain(part => TestPhone.Text(part).Length <= can.MaxTextLength && TestPhone.Text(part).EndsWith('.'));
        string.Join(' ', read.Select(TestPhone.Text)).Should().Be(ConversationBot.LongText);
    }

    private static async Task GetDuplicatesAsync(TestPhone phone, EmulatorHost host, string channel)
    {
        string said = (string)(await phone.SayAsync("only once"))["id"]!;
        string answer = (string)(await phone.AnswersAsync()).Single()["id"]!;
        await phone.UntilStatusAsync(answer, "read");
        string settled = await SettledAsync(host, channel);

        // The same message again, its last receipt again, and one that comes late.
        await phone.RepeatAsync(said);
        await phone.RepeatAsync(answer);
        await phone.RepeatAsync(answer, "delivered");
        await phone.SayAsync("next");
        (await phone.AnswerAsync()).Should().EndWith("next", "the repetition was not answered");
        (await new TestDesk(host).TranscriptAsync(channel)).Count(entry => ((string?)entry!["message"]?["text"])?.EndsWith("only once", StringComparison.Ordinal) == true).Should().Be(1);
        (await StatusOfAsync(host, channel, "only once")).Should().Be(settled, "a late receipt takes nothing back");
    }

    // Chatwoot tells of failures only; the others of every step.
    private static string LastStatus(string channel) => channel == "chatwoot" ? "accepted" : "read";

    private static async Task<string> SettledAsync(EmulatorHost host, string channel)
    {
        await TestDesk.UntilAsync(async () => string.Equals(await StatusOfAsync(host, channel, "only once"), LastStatus(channel), StringComparison.OrdinalIgnoreCase));
        return (await StatusOfAsync(host, channel, "only once"))!;
    }

    private static async Task<string?> StatusOfAsync(EmulatorHost host, string channel, string ending) => (string?)(await new TestDesk(host).TranscriptAsync(channel))
        .Last(entry => ((string?)entry!["message"]?["text"])?.EndsWith(ending, StringComparison.Ordinal) == true)!["status"];

    private static async Task HandOffAsync(TestPhone phone, TestDesk desk, string channel)
    {
        await phone.SayAsync("an agent please");
        (await phone.AnswerAsync()).Should().Be("A colleague comes.");
        await desk.UntilHandledByAsync(channel, "human");
        await phone.UntilTakenAsync((string)(await phone.SayAsync("are you there?"))["id"]!);
        await desk.CommandAsync(channel, "messages", "Sam here");
        (await phone.AnswerAsync()).Should().Be("Sam here", "the bot is silent");
        await desk.CommandAsync(channel, "handback");
        await desk.UntilHandledByAsync(channel, "bot");
        await phone.SayAsync("thanks");
        (await phone.AnswerAsync()).Should().EndWith("thanks");
    }

    private static async Task LoseAnAnswerAsync(TestPhone phone, EmulatorHost host, string channel)
    {
        (await host.OrderFaultAsync("lost", line: channel)).IsSuccessStatusCode.Should().BeTrue();
        await phone.SayAsync("lost");
        (await phone.AnswerAsync()).Should().EndWith("lost");
        await phone.SayAsync("found");
        (await phone.AnswerAsync()).Should().EndWith("found", "the receipt told that the lost one had arrived");
    }

    private async Task<EmulatorHost> StartAsync(string channel)
    {
        EmulatorHost? host = null;
        return host = await EmulatorHost.StartAsync(Folder, new HostSetup
        {
            Channels = [channel],
            IsDurable = true,
            Services = concierge => ConversationBot.Add(concierge, () => host?.PictureUrl),
        });
    }
}
