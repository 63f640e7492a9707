using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests.Scenarios;

/// <summary>The parish of samples/Scenarios over every channel: typed on the phone, read on the phone.</summary>
[Collection(ScenarioHosts.Name)]
public sealed class ParishScenarios(ScenarioHosts hosts)
{
    [Theory]
    [MemberData(nameof(ScenarioHosts.EveryChannel), MemberType = typeof(ScenarioHosts))]
    public async Task Keyword_WithAndWithoutAccent_ThenTheParentsCode_OpensTheLessons(string channel)
    {
        ScenarioPerson anne = hosts.Person(hosts.Parish, channel);

        (await anne.SaysAsync("catechisme, la leçon 2")).Should().Be("Quel est le code des parents ?");
        (await anne.SaysAsync("lune")).Should().Be("Ce n'est pas le bon code. Essais restants : 2.");
        (await anne.SaysAsync("étoile")).Should().Be("Ce n'est pas le bon code. Essais restants : 1.");
        (await anne.SaysAsync("soleil")).Should().Be("Leçon 2 : Abraham.");
        (await anne.SaysAsync("Le Catéchisme, leçon 3")).Should().Be("Leçon 3 : Moïse.");
    }

    [Theory]
    [MemberData(nameof(ScenarioHosts.EveryChannel), MemberType = typeof(ScenarioHosts))]
    public async Task HumanContact_MakesATicketThatTheSecretaryAnswers(string channel)
    {
        var desk = new TestDesk(hosts.Parish);
        ScenarioPerson anne = hosts.Person(hosts.Parish, channel);

        (await anne.SaysAsync("Je voudrais parler à quelqu'un")).Should().Be("C'est à quel sujet ?");
        (await anne.SaysAsync($"Un baptême, mon numéro : {anne.Number}")).Should().Be("Merci. Le secrétariat vous répond ici.");
        await anne.SaysInVainAsync("Vous êtes là ?");

        JsonNode ticket = (await desk.ArtifactsAsync("ticket")).Single(ticket => ((string)ticket["data"]!["subject"]!).Contains(anne.Number, StringComparison.Ordinal));
        string conversation = (string)ticket["conversation"]!;
        (await desk.SummaryAsync(conversation)).Should().Be($"Un baptême, mon numéro : {anne.Number}");
        await desk.CommandForAsync(conversation, "messages", "Bonjour Anne");
        (await anne.HearsAsync()).Should().Be("Bonjour Anne", "the bot is silent");
        await desk.CommandForAsync(conversation, "handback");
        await TestDesk.UntilAsync(async () => await desk.SummaryAsync(conversation) is null);
        (await anne.SaysAsync("les horaires des messes ?")).Should().StartWith("Messe le samedi");
    }
}
