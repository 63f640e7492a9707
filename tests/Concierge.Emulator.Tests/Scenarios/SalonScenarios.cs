using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests.Scenarios;

/// <summary>The salon of samples/Scenarios over every channel.</summary>
[Collection(ScenarioHosts.Name)]
public sealed class SalonScenarios(ScenarioHosts hosts)
{
    [Theory]
    [MemberData(nameof(ScenarioHosts.EveryChannel), MemberType = typeof(ScenarioHosts))]
    public async Task Booking_InOneSentence_NeedsOnlyTheConfirmation(string channel)
    {
        ScenarioPerson ada = hosts.Person(hosts.Salon, channel);
        string name = NameOn(channel, "Ada");

        (await ada.SaysAsync($"I'd like to book a haircut next Tuesday at 10:30, my name is {name}")).Should()
            .StartWith("To sum up:\n• Treatment: Haircut\n• Day: Tuesday ").And.Contain($"\n• Time: 10:30\n• Name: {name}\nIs this right?");
        (await ada.ChoosesAsync("Confirm")).Should().Be($"It is booked. See you, {name}!");

        JsonNode booking = await BookingAsync(name);
        ((string)booking["treatment"]!).Should().Be("Haircut");
        ((string)booking["time"]!).Should().Be("10:30");
    }

    [Theory]
    [MemberData(nameof(ScenarioHosts.EveryChannel), MemberType = typeof(ScenarioHosts))]
    public async Task Booking_InSixMessagesWithACorrection_TakesWhatWasSaidLast(string channel)
    {
        ScenarioPerson bea = hosts.Person(hosts.Salon, channel);
        string name = NameOn(channel, "Bea");

        (await bea.SaysAsync("I want to book")).Should().StartWith("Which treatment?");
        (await bea.ChoosesAsync("Colour")).Should().Be("Which day?");
        (await bea.SaysAsync("Wednesday")).Should().Be("At what time, from 9 to 19?");
        (await bea.SaysAsync("no, Thursday")).Should().StartWith("Changed: Day: Thursday ");
        (await bea.SaysAsync("half past ten")).Should().Be("What is your name?");
        (await bea.SaysAsync(name)).Should().StartWith("To sum up:\n• Treatment: Colour\n• Day: Thursday ");
        (await bea.SaysAsync("make it 11:00")).Should().Contain("• Time: 11:00");
        (await bea.SaysAsync("yes")).Should().Be($"It is booked. See you, {name}!");

        JsonNode booking = await BookingAsync(name);
        ((string)booking["treatment"]!).Should().Be("Colour");
        ((string)booking["time"]!).Should().Be("11:00");
    }

    [Theory]
    [MemberData(nameof(ScenarioHosts.EveryChannel), MemberType = typeof(ScenarioHosts))]
    public async Task Booking_Cancelled_LeavesNothing(string channel)
    {
        ScenarioPerson cleo = hosts.Person(hosts.Salon, channel);
        string name = NameOn(channel, "Cleo");

        (await cleo.SaysAsync($"book a haircut on Tuesday, my name is {name}")).Should().Contain("At what time");
        (await cleo.SaysAsync("10:30")).Should().StartWith("To sum up:");
        (await cleo.ChoosesAsync("Cancel")).Should().Be("All right, that is cancelled.");
        (await cleo.SaysAsync("what are your prices?")).Should().StartWith("Haircut 35 €");

        (await new TestDesk(hosts.Salon).ArtifactsAsync("booking")).Should().NotContain(booking => (string)booking["data"]!["name"]! == name);
    }

    [Fact]
    public async Task Booking_ResumedAfterARestart_GoesOnOnEveryChannel()
    {
        (string Channel, ScenarioPerson Person)[] all = [.. ScenarioHosts.Channels.Select(channel => (channel, hosts.Person(hosts.Salon, channel)))];
        foreach ((string channel, ScenarioPerson dora) in all)
        {
            (await dora.SaysAsync($"book a haircut on Tuesday, my name is {NameOn(channel, "Dora")}")).Should().Contain("At what time");
        }

        await new TestDesk(hosts.Salon).UntilSettledAsync();
        await hosts.RestartSalonAsync();

        foreach ((string channel, ScenarioPerson dora) in all)
        {
            string name = NameOn(channel, "Dora");
            await dora.GoesOnAsync(hosts.Salon);
            (await dora.SaysAsync("10:30")).Should().Contain($"• Time: 10:30\n• Name: {name}");
            (await dora.ChoosesAsync("Confirm")).Should().Be($"It is booked. See you, {name}!");
            ((string)(await BookingAsync(name))["time"]!).Should().Be("10:30");
        }
    }

    [Theory]
    [MemberData(nameof(ScenarioHosts.EveryChannel), MemberType = typeof(ScenarioHosts))]
    public async Task Lead_InFrench_IsKeptAsALead(string channel)
    {
        ScenarioPerson eve = hosts.Person(hosts.Salon, channel);
        string name = NameOn(channel, "Eve");

        (await eve.SaysAsync("Bonjour, pouvez-vous me rappeler ?")).Should().Be("C'est pour quoi ?");
        (await eve.SaysAsync("Un mariage avec six demoiselles d'honneur")).Should().Be("Quel est votre nom ?");
        (await eve.SaysAsync(name)).Should().Be("À quel numéro ?");
        (await eve.SaysAsync("06 12 34 56 78")).Should().Be($"Merci, {name}. Nous vous appelons aujourd'hui.");

        JsonNode lead = (await new TestDesk(hosts.Salon).ArtifactsAsync("lead")).Single(lead => (string)lead["data"]!["name"]! == name)["data"]!;
        ((string)lead["interest"]!).Should().Be("Un mariage avec six demoiselles d'honneur");
        ((string)lead["phone"]!).Should().Be("+33612345678");
    }

    [Theory]
    [MemberData(nameof(ScenarioHosts.EveryChannel), MemberType = typeof(ScenarioHosts))]
    public async Task AngryMessage_IsHandedOffToAColleague(string channel)
    {
        ScenarioPerson finn = hosts.Person(hosts.Salon, channel);
        string name = NameOn(channel, "Finn");
        (await finn.SaysAsync($"book a shave on Tuesday, my name is {name}")).Should().Contain("At what time");

        (await finn.SaysAsync("This is UNACCEPTABLE!")).Should().Be("I am sorry. A colleague takes care of it personally.");
        await finn.SaysInVainAsync("at 10:30");

        var desk = new TestDesk(hosts.Salon);
        string conversation = await desk.HandedOffAsync(name);
        (await desk.SummaryAsync(conversation)).Should().StartWith("Angry: This is UNACCEPTABLE!").And.Contain("Shave");
        await desk.CommandForAsync(conversation, "messages", "Olga here, I am on it");
        (await finn.HearsAsync()).Should().Be("Olga here, I am on it", "the bot is silent");
    }

    /// <summary>Tells the bookings of the channels apart; a name has no digits.</summary>
    private static string NameOn(string channel, string name) => $"{name} {char.ToUpperInvariant(channel[0])}{channel[1..]}";

    private async Task<JsonNode> BookingAsync(string name) =>
        (await new TestDesk(hosts.Salon).ArtifactsAsync("booking")).Single(booking => (string)booking["data"]!["name"]! == name)["data"]!;
}
