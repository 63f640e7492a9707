using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Routing;

/// <summary>The parish desk: information by a keyword, lessons behind the parents' code, a person for the rest. (C1 C2 C4 C5)</summary>
public sealed class ParishTests
{
    [Theory]
    [InlineData("catéchisme")]
    [InlineData("CATECHISME s'il vous plaît")]
    [InlineData("Bonjour, le Catéchisme ?")]
    [InlineData("catechsime")]
    public async Task Keyword_HoweverItIsWritten_AsksForTheParentsCode(string text)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Configure);

        await bot.Person().SaysAsync(text).AnswersAsync("Quel est le code des parents ?");
    }

    #region talk
    [Fact]
    public async Task ParentsCode_WrongTwiceThenRight_AnswersTheFirstQuestionAndIsRemembered()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Configure);
        TestPerson ann = bot.Person();

        await ann.SaysAsync("Le catéchisme, leçon 3").AnswersAsync("Quel est le code des parents ?");
        await ann.SaysAsync("lune").AnswersAsync("Ce code est faux, encore 2 essais.");
        await ann.SaysAsync("étoile").AnswersAsync("Ce code est faux, encore 1 essais.");
        await bot.RestartAsync();
        await ann.SaysAsync(" Soleil ").AnswersAsync("Bienvenue Ann.", "Leçon: Le catéchisme, leçon 3");
        await ann.SaysAsync("et la quatrième ?").AnswersAsync("Leçon: et la quatrième ?");

        await bot.AdvanceAsync(TimeSpan.FromDays(3));
        await ann.SaysAsync("catéchisme").AnswersAsync("Bienvenue Ann.", "Leçon: catéchisme");
    }
    #endregion

    [Fact]
    public async Task ParentsCode_WrongThreeTimes_LocksOutUntilTheTimeIsOver()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Configure);
        TestPerson ann = bot.Person();
        await ann.SaysAsync("catéchisme");
        await ann.SaysAsync("un");
        await ann.SaysAsync("deux");

        await ann.SaysAsync("trois").AnswersAsync("Bloqué pour 15 min.");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(10));
        await ann.SaysAsync("catéchisme").AnswersAsync("Bloqué pour 5 min.");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));
        await ann.SaysAsync("catéchisme").AnswersAsync("Quel est le code des parents ?");
        await ann.SaysAsync("soleil").AnswersWithAsync("Leçon");
    }

    [Fact]
    public async Task ParentsCode_AskedFor_IsInNoTranscriptAndNoDocument()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Configure);
        TestPerson ann = bot.Person();
        await ann.SaysAsync("catéchisme");

        await ann.SaysAsync("solei");
        await ann.SaysAsync("Soleil");

        string stored = string.Join('\n', (await ann.TranscriptAsync()).Select(line => System.Text.Encoding.UTF8.GetString(ConciergeJson.Write(line))))
            + System.Text.Encoding.UTF8.GetString(ConciergeJson.Write((await ann.DocumentAsync())!));
        stored.Should().NotContainEquivalentOf("solei");
        (await ann.TranscriptAsync()).Should().Contain(line => line.Decision == "catechisme: its code was right");
    }

    [Theory]
    [InlineData("menu")]
    [InlineData("je l'ai perdu, contact")]
    [InlineData("quitter")]
    public async Task ParentsCode_AskedFor_CanBeLeft(string way)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Configure);
        TestPerson ann = bot.Person();
        await ann.SaysAsync("catéchisme");

        TestAnswers answers = await ann.SaysAsync(way);

        answers.Count.Should().Be(1);
        answers.Text.Should().NotContain("code");
        (await ann.TranscriptAsync())[^1].Decision.Should().NotContain("code");
    }

    [Fact]
    public async Task HumanContact_HandsOffAndEndsTheSessionAsHandedOff()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Configure);
        TestPerson ann = bot.Person();

        await ann.SaysAsync("je voudrais parler à quelqu'un, contact svp").AnswersAsync("Le secrétariat vous répond ici.");
        await ann.SaysAsync("merci").StaysSilentAsync();

        ConversationDocument document = (await ann.DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().Be("je voudrais parler à quelqu'un, contact svp");
        document.Session!.State.Should().Be(SessionState.HandedOff);
        (await ann.TranscriptAsync()).Select(line => line.Session?.State).OfType<SessionState>()
            .Should().Equal(SessionState.Active, SessionState.HandedOff);
    }

    [Fact]
    public async Task WhatFitsNothing_GetsTheMenuInFrench_AndItsNumberIsUnderstood()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Configure);
        TestPerson ann = bot.Person();

        TestAnswers menu = await ann.SaysAsync("bonjour");

        menu.Text.Should().Be("Comment puis-je vous aider ?");
        menu.Choices.Select(choice => choice.Title).Should().Equal("Informations", "Catéchisme", "Secrétariat");
        await ann.SaysAsync("1").AnswersAsync("Messe le dimanche à 10 h, 3 place de l'Église.");
        (await ann.TranscriptAsync()).Select(line => line.Decision).OfType<string>()
            .Should().Equal("menu: nothing else fits", "infos: choice");
    }

    #region desk
    private static void Configure(IConciergeBuilder concierge) => concierge
        .With(options => options.Routing.Language = "fr")
        .AddService("infos", s => s
            .DisplayName("Informations")
            .Keywords("infos", "horaires de messe")
            .Define(definition => definition with { Values = new Dictionary<string, LocalizedText> { ["address"] = "3 place de l'Église" } })
            .Answer("Messe le dimanche à 10 h, {address}."))
        .AddService(
            "catechisme",
            s => s
                .DisplayName("Catéchisme")
                .Keywords("catéchisme")
                .Hold(ServiceHold.Continue)
                .RequireId(new IntrinsicIdRule { Name = "parents", Values = ["SOLEIL"] })
                .Prompts(prompts => prompts with
                {
                    Welcome = "Bienvenue {name}.",
                    AskForId = "Quel est le code des parents ?",
                    InvalidId = "Ce code est faux, encore {attempts} essais.",
                    Blocked = "Bloqué pour {minutes} min.",
                }),
            turn =>
            {
                turn.Reply($"Leçon: {turn.Text}");
                return ValueTask.CompletedTask;
            })
        .AddHumanService("secretariat", s => s.DisplayName("Secrétariat").Keywords("contact").Answer("Le secrétariat vous répond ici."));
    #endregion
}
