using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests.Scenarios;

/// <summary>The writing studio of samples/Scenarios over every channel: answers to tap where there are buttons and lists, numbers where there are none.</summary>
[Collection(ScenarioHosts.Name)]
public sealed class OrderScenarios(ScenarioHosts hosts)
{
    [Theory]
    [InlineData("meta", true)]
    [InlineData("twilio", true)]
    [InlineData("waha", false)]
    [InlineData("chatwoot", true)]
    public async Task Order_FourClarifications_AreTappedOrNumbered(string channel, bool canTap)
    {
        ScenarioPerson gus = hosts.Person(hosts.Studio, channel);

        Expect(await gus.SaysAsync("I want to order a post"), "Where will it be published?", "LinkedIn", "Instagram", "Newsletter");
        Expect(await gus.ChoosesAsync("Instagram"), "How long shall it be?", "Short", "Medium", "Long");
        Expect(await gus.ChoosesAsync("Medium"), "In which tone?", "Warm", "Factual", "Funny", "Formal");
        Expect(await gus.ChoosesAsync("Formal"), "What is it about? Choose, or write it.", "New product", "Event", "Our team");
        (await gus.ChoosesAsync("Event")).Should().StartWith("To sum up:\n• Platform: Instagram\n• Length: Medium\n• Tone: Formal\n• Topic: Event\nIs this right?");
        (await gus.ChoosesAsync("Confirm")).Should().StartWith("Ordered: a Medium Formal post for Instagram about Event.");

        void Expect(string heard, string question, params string[] answers)
        {
            heard.Should().Be(canTap ? question : $"{question}\n\n{string.Join('\n', answers.Select((answer, i) => $"{i + 1}. {answer}"))}");
            gus.Offered.Should().Equal(canTap ? answers : []);
        }
    }
}
