namespace Concierge.Samples.Scenarios.Tests;

/// <summary>The parish's desk.</summary>
public sealed class ParishTests
{
    [Theory]
    [InlineData("Le catéchisme, c'est où ?")]
    [InlineData("CATECHISME")]
    [InlineData("bonjour, catechisme svp")]
    public async Task Keyword_WithAndWithoutAccent_LeadsToTheLessons(string text)
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.Person("Anne").SaysAsync(text).AnswersAsync("Quel est le code des parents ?");
    }

    [Fact]
    public async Task ParentsCode_WrongTwiceThenRight_OpensTheLessons()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson anne = bot.Person("Anne");

        await anne.SaysAsync("La leçon 2 du catéchisme, svp").AnswersAsync("Quel est le code des parents ?");
        await anne.SaysAsync("lune").AnswersAsync("Ce n'est pas le bon code. Essais restants : 2.");
        await anne.SaysAsync("étoile").AnswersAsync("Ce n'est pas le bon code. Essais restants : 1.");
        await anne.SaysAsync("Soleil").AnswersAsync("Leçon 2 : Abraham.");
        await anne.SaysAsync("et la 3 ?").AnswersAsync("Leçon 3 : Moïse.");

        // Who was right once is not asked again.
        await bot.AdvanceAsync(TimeSpan.FromDays(30));
        await anne.SaysAsync("caté, leçon 1").AnswersAsync("Leçon 1 : La Création.");
    }

    [Fact]
    public async Task HumanContact_MakesATicket_AndTheBotIsSilent()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson anne = bot.Person("Anne");
        TestColleague secretary = bot.Colleague("Odile");

        await anne.SaysAsync("Je voudrais parler à quelqu'un").AnswersAsync("C'est à quel sujet ?");
        await anne.SaysAsync("Le baptême de ma fille en juin").AnswersAsync("Merci. Le secrétariat vous répond ici.");
        (await bot.ArtifactsAsync<Ticket>("ticket")).Should().Equal(new Ticket("Le baptême de ma fille en juin"));
        (await anne.DocumentAsync())!.HandoffSummary.Should().Be("Le baptême de ma fille en juin");

        await anne.SaysAsync("Vous êtes là ?").StaysSilentAsync();
        await secretary.WritesAsync(anne, "Bonjour Anne, le 14 juin vous convient ?");
        anne.HeardTexts[^1].Should().Be("Bonjour Anne, le 14 juin vous convient ?");

        await secretary.HandsBackAsync(anne);
        await anne.SaysAsync("Et les horaires des messes ?").AnswersWithAsync("le dimanche à 10 h");
    }

    private static Task<ConciergeTestHost> StartAsync() => ConciergeTestHost.StartAsync(concierge => concierge.AddParish());
}
