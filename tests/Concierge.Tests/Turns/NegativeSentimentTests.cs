using Concierge.Channels;
using Concierge.Forms;
using Concierge.Testing;
using Concierge.Testing.Shared;
using Concierge.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Tests.Turns;

/// <summary>An angry person gets a colleague, whatever service has the word.</summary>
public sealed class NegativeSentimentTests
{
    private const string English = "I am sorry about this. A colleague takes care of it personally and answers here.";
    private const string French = "Je suis désolé. Un collègue s'en occupe personnellement et vous répond ici.";
    private const string Spanish = "Lo siento mucho. Un compañero se ocupa personalmente y le responde aquí.";

    [Theory]
    [InlineData("This is unacceptable")]
    [InlineData("this is UNACCEPTABLE!!")]
    [InlineData("No, this is unacceptable.")]
    [InlineData("That is simply not acceptable")]
    [InlineData("I am so angry right now")]
    [InlineData("I'm angry with you people")]
    [InlineData("I have never been so furious")]
    [InlineData("I can't believe how ridiculous this is")]
    [InlineData("What a scandal")]
    [InlineData("It's a disgrace, I waited two hours")]
    [InlineData("You are useless")]
    [InlineData("stupid bot")]
    [InlineData("this terrible bot never understands")]
    [InlineData("What a rip-off!")]
    [InlineData("I'm fed up with waiting")]
    [InlineData("You don't answer, it is outrageous")]
    [InlineData("Terrible service, never again")]
    [InlineData("Fuck you")]
    [InlineData("ＵＮＡＣＣＥＰＴＡＢＬＥ")]
    [InlineData("I have had this pain for a week and nobody calls back: unacceptable")]
    [InlineData("awful, just awful, and horrible too")]
    [InlineData("THIS IS STUPID!!!")]
    [InlineData("😡😡😡")]
    [InlineData("C'est inadmissible")]
    [InlineData("c'est inacceptable, je vous appelle depuis trois jours")]
    [InlineData("C’est scandaleux, une heure d’attente")]
    [InlineData("Je suis furieuse !")]
    [InlineData("je suis en colere")]
    [InlineData("J'en ai marre de vos réponses")]
    [InlineData("ras-le-bol")]
    [InlineData("Je n'ai jamais été aussi furieux")]
    [InlineData("Vous vous foutez de moi ?")]
    [InlineData("Quelle honte, ce service")]
    [InlineData("bot de merde")]
    [InlineData("Vous ne répondez pas, c'est honteux")]
    [InlineData("vous ne répondez pas c'est honteux")]
    [InlineData("t'es nul")]
    [InlineData("Je suis très fâché")]
    [InlineData("N'importe quoi, robot idiot")]
    [InlineData("Esto es inaceptable")]
    [InlineData("No, es inaceptable")]
    [InlineData("estoy muy enfadada")]
    [InlineData("Estoy harto de esperar")]
    [InlineData("¡Qué vergüenza!")]
    [InlineData("es una estafa")]
    [InlineData("No es aceptable")]
    [InlineData("ESCANDALOSO")]
    [InlineData("me están tomando el pelo")]
    [InlineData("robot inútil")]
    public async Task AngryWords_LeadToAColleague(string words)
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();

        TestAnswers answers = await ann.SaysAsync(words);

        answers.Texts.Should().ContainSingle().Which.Should().BeOneOf(English, French, Spanish);

        ConversationDocument document = (await ann.DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().Be($"Angry: {words}");
    }

    [Theory]
    [InlineData("Thank you so much, you are wonderful!!!")]
    [InlineData("THANK YOU VERY MUCH!!!")]
    [InlineData("I am not angry")]
    [InlineData("I'm not angry, I only have a question")]
    [InlineData("It isn't ridiculous at all")]
    [InlineData("it isnt unacceptable")]
    [InlineData("No scandal here")]
    [InlineData("Do you ship to scandinavian countries?")]
    [InlineData("Scandinavian furniture, please")]
    [InlineData("I have a terrible headache")]
    [InlineData("TERRIBLE HEADACHE AND AWFUL PAIN!!!")]
    [InlineData("My knee hurts, it is horrible, the cramps are dreadful")]
    [InlineData("The weather is terrible today")]
    [InlineData("My washing machine makes a terrible noise")]
    [InlineData("are there tickets for The Fast and Furious?")]
    [InlineData("I was not at all fed up")]
    [InlineData("Sorry for the stupid question")]
    [InlineData("Do you sell Angry Birds?")]
    [InlineData("An awful lot of people like it")]
    [InlineData("I was a bit disappointed with the colour")]
    [InlineData("I'd like to file a request")]
    [InlineData("I want to speak about my order")]
    [InlineData("cancel my order please")]
    [InlineData("the screw is missing")]
    [InlineData("Is it a scampi dish?")]
    [InlineData("Merci beaucoup, c'est parfait !!")]
    [InlineData("Je ne suis pas fâché")]
    [InlineData("je ne suis plus en colère")]
    [InlineData("Ce n'est pas une arnaque, rassurez-vous")]
    [InlineData("Est-ce une arnaque ?")]
    [InlineData("C’est terriblement bon !")]
    [InlineData("C'est pas terrible")]
    [InlineData("Je n'ai jamais été en colère")]
    [InlineData("J'ai une douleur horrible au dos")]
    [InlineData("j'ai affreusement mal à la tête, c'est affreux")]
    [InlineData("Je ne trouve ma commande nulle part")]
    [InlineData("Un avocat et une salade, s'il vous plaît")]
    [InlineData("La couleur est décevante")]
    [InlineData("sans colère, je voudrais un remboursement")]
    [InlineData("bonjour, à quelle heure ouvrez-vous ?")]
    [InlineData("No estoy enfadado")]
    [InlineData("no estoy nada enfadada")]
    [InlineData("No es una estafa, ¿verdad?")]
    [InlineData("Tengo un dolor de cabeza terrible")]
    [InlineData("Muchas gracias, ¡¡¡excelente!!!")]
    [InlineData("Perdone que le moleste otra vez")]
    [InlineData("¿Tienen la película Escandinavia?")]
    [InlineData("quiero cancelar mi cita")]
    [InlineData("Sin vergüenza ninguna lo recomiendo")]
    [InlineData("هذا رائع")]
    [InlineData("!!!!!!!!")]
    [InlineData("")]
    public async Task OtherWords_AreAnsweredByTheService(string words)
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();

        await ann.SaysAsync(words).AnswersAsync(words.Length == 0 ? [] : [words]);

        (await ann.DocumentAsync())!.Handling.Should().Be(Handling.Bot);
    }

    [Theory]
    [InlineData("This is unacceptable, please call me", English)]
    [InlineData("C'est inacceptable, rappelez-moi", French)]
    [InlineData("Esto es inaceptable, llámenme por favor", Spanish)]
    public async Task Apology_IsInThePersonsLanguage(string words, string apology)
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.Person().SaysAsync(words).AnswersAsync(apology);
    }

    [Fact]
    public async Task NotSwitchedOn_NothingHappens()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        await bot.Person().SaysAsync("This is unacceptable").AnswersAsync("This is unacceptable");
    }

    [Fact]
    public async Task Decision_IsInTheTranscriptWithoutWords()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();

        await ann.SaysAsync("This is unacceptable");

        (await ann.TranscriptAsync()).Should().ContainSingle(line => line.Decision == "handed off: negative sentiment");
    }

    [Fact]
    public async Task TwoIrritatedMessages_InARow_LeadToAColleague()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();

        await ann.SaysAsync("I am frustrated").AnswersAsync("I am frustrated");
        await ann.SaysAsync("that is rude").AnswersAsync(English);

        (await ann.TranscriptAsync()).Should().ContainSingle(line => line.Decision == "handed off: negative sentiment, twice in a row");
        (await ann.DocumentAsync())!.State.Should().NotContainKey("concierge.sentiment");
    }

    [Fact]
    public async Task TwoIrritatedMessages_WithACalmOneBetween_DoNot()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();

        await ann.SaysAsync("I am frustrated").AnswersAsync("I am frustrated");
        await ann.SaysAsync("all right").AnswersAsync("all right");
        await ann.SaysAsync("I am frustrated").AnswersAsync("I am frustrated");
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task TwoIrritatedMessages_CountWithinAnHour(int minutes, bool isHandedOff)
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();
        await ann.SaysAsync("I am frustrated");

        await bot.AdvanceAsync(TimeSpan.FromMinutes(minutes));
        await bot.RestartAsync();

        await ann.SaysAsync("that is rude").AnswersAsync(isHandedOff ? English : "that is rude");
    }

    [Theory]
    [InlineData("this is unacceptable", "and what are your hours?", "handed off: negative sentiment")]
    [InlineData("I am frustrated", "that is rude", "handed off: negative sentiment, twice in a row")]
    [InlineData("I am frustrated", "what are your hours?", null)]
    public async Task Burst_AllMessagesAreLookedAt(string first, string second, string? decision)
    {
        await using ConciergeTestHost bot = await StartAsync(o => o.Debounce = TimeSpan.FromSeconds(2));
        TestPerson ann = bot.Person();

        await ann.SaysAllAsync(first, second);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));

        ConversationDocument document = (await ann.DocumentAsync())!;
        document.Handling.Should().Be(decision is null ? Handling.Bot : Handling.Human);
        document.HandoffSummary.Should().Be(decision is null ? null : $"Angry: {first}\n{second}");
        (await ann.TranscriptAsync()).Any(line => line.Decision?.StartsWith("handed off", StringComparison.Ordinal) == true).Should().Be(decision is not null);
    }

    [Fact]
    public async Task APersonHasIt_NothingIsSaid()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        await bot.Colleague("Olga").TakesOverAsync(ann);

        await ann.SaysAsync("This is unacceptable").StaysSilentAsync();

        ConversationDocument document = (await ann.DocumentAsync())!;
        document.HandledBy.Should().Be("Olga");
        document.HandoffSummary.Should().BeNull();
    }

    [Fact]
    public async Task BackFromTheColleague_TheBotAnswersAgain()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();
        await ann.SaysAsync("This is unacceptable");

        await bot.Colleague().HandsBackAsync(ann);

        await ann.SaysAsync("that is rude").AnswersAsync("that is rude");
    }

    [Fact]
    public async Task TapAndForwardedText_AreNotThePersonsWords()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();

        await ann.SendsAsync(new ChoiceBody("1", "Unacceptable")).AnswersAsync("Unacceptable");
        await ann.SendsAsync(new TextBody("This is unacceptable"), context: new MessageContext { IsForwarded = true }).AnswersAsync("This is unacceptable");
    }

    [Fact]
    public async Task Caption_IsLookedAt()
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.Person().SendsFileAsync(MediaKind.Image, new byte[] { 1 }, "image/jpeg", "Look at this, it is unacceptable").AnswersAsync(English);
    }

    [Fact]
    public async Task Form_AngerAtAnyQuestion_TellsTheColleagueWhatIsFilledIn()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();
        await ann.SaysAsync("visit").AnswersAsync("Why do you come?");
        await ann.SaysAsync("I have a cold").AnswersAsync("On which day?");

        await ann.SaysAsync("so many questions, this is ridiculous").AnswersAsync(English);

        (await ann.DocumentAsync())!.HandoffSummary.Should().StartWith("Angry: so many questions, this is ridiculous\n").And.Contain("I have a cold");
        await bot.Colleague().HandsBackAsync(ann);
        await ann.SaysAsync("2026-05-12").AnswersWithAsync("Is this right?");
    }

    [Theory]
    [InlineData("terrible, awful, horrible, just dreadful nights", false)]
    [InlineData("j'ai le nez bouché, c'est affreux et horrible, terrible", false)]
    [InlineData("this is unacceptable", true)]
    [InlineData("stupid bot", true)]
    public async Task Form_AnswerToAnOpenQuestion_CountsOnlyWhatLeavesNoDoubt(string words, bool isHandedOff)
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();
        await ann.SaysAsync("visit").AnswersAsync("Why do you come?");

        TestAnswers answers = await ann.SaysAsync(words);

        answers.Failures.Should().BeEmpty();
        answers.Text.Should().Be(isHandedOff ? English : "On which day?");
        (await ann.DocumentAsync())!.Handling.Should().Be(isHandedOff ? Handling.Human : Handling.Bot);
    }

    [Fact]
    public async Task CodeIsAsked_TheWordsAreNotKept()
    {
        await using ConciergeTestHost bot = await StartAsync(extra: c => c.AddService("grades", s => s
            .Keywords("grades")
            .RequireId(new IntrinsicIdRule { Values = ["4711"] })
            .Answer("An A.")));
        TestPerson ann = bot.Person();
        await ann.SaysAsync("grades");

        await ann.SaysAsync("4712? this is unacceptable").AnswersAsync(English);

        (await ann.DocumentAsync())!.HandoffSummary.Should().StartWith("Angry").And.NotContain("4712");
        (await ann.TranscriptAsync()).Should().NotContain(line => line.ToString().Contains("4712", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LongText_IsCutInTheSummary()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();
        string words = $"This is unacceptable {string.Concat(Enumerable.Repeat("😀", 300))}";

        await ann.SaysAsync(words);

        string summary = (await ann.DocumentAsync())!.HandoffSummary!;
        summary.Should().HaveLength("Angry: ".Length + 400, "half of a pair is left out").And.EndWith("😀…");
    }

    [Theory]
    [InlineData("You scallywag", true)]
    [InlineData("Scallywags, all of you", true)]
    [InlineData("What a scandal", false)]
    [InlineData("You are the worst pirates", true)]
    [InlineData("we love the unacceptable jam band", false)]
    public async Task OwnWords_AreAddedAndTakenOut(string words, bool isHandedOff)
    {
        await using ConciergeTestHost bot = await StartAsync(o =>
        {
            Dictionary<string, double> own = o.Routing.Escalation.Words;
            own["Scallywag*"] = 1;
            own["worst pirates"] = 1;
            own["scandal*"] = 0;
            own["unacceptable jam band"] = 0;
        });
        TestPerson ann = bot.Person();

        await ann.SaysAsync(words);

        (await ann.DocumentAsync())!.Handling.Should().Be(isHandedOff ? Handling.Human : Handling.Bot);
    }

    [Fact]
    public async Task Configuration_SwitchesItOnAndSetsEverything()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().Configured("""
            { "Concierge": { "Routing": { "Escalation": {
                "NegativeSentiment": true,
                "Threshold": 2,
                "RepeatedThreshold": 2,
                "Words": { "quelle galère": 2 },
                "Texts": { "fr": "Toutes nos excuses.", "*": "We apologize." } } } } }
            """));

        await bot.Person("Ann").SaysAsync("This is unacceptable").AnswersAsync("This is unacceptable");
        await bot.Person("Bea").SaysAsync("Bonjour, quelle galere, c'est trop").AnswersAsync("Toutes nos excuses.");
        await bot.Person("Cid").SaysAsync("This is unacceptable, a scandal!").AnswersAsync("We apologize.");
    }

    [Theory]
    [InlineData("Threshold", 0d, "Threshold must be greater")]
    [InlineData("RepeatedThreshold", 2d, "RepeatedThreshold is 2")]
    [InlineData("Words:no*", 1d, "Words has a word")]
    [InlineData("Words:rascal", -1d, "Words has a word")]
    [InlineData("Texts:fr", null, "Texts has an empty")]
    public async Task WrongSettings_KeepTheHostFromStarting(string setting, double? value, string message)
    {
        Func<Task> start = () => StartAsync(o =>
        {
            EscalationOptions escalation = o.Routing.Escalation;
            string[] path = setting.Split(':');
            _ = path[0] switch
            {
                "Threshold" => escalation.Threshold = value!.Value,
                "RepeatedThreshold" => escalation.RepeatedThreshold = value!.Value,
                "Words" => escalation.Words[path[1]] = value!.Value,
                _ => (object)(escalation.Texts[path[1]] = " "),
            };
        });

        await start.Should().ThrowAsync<OptionsValidationException>().WithMessage($"*Concierge:Routing:Escalation:{message}*");
    }

    [Fact]
    public void TextWithoutSuchWords_AllocatesNothing()
    {
        var options = new ConciergeOptions { Routing = { Escalation = { NegativeSentiment = true } } };
        var step = new NegativeSentimentMiddleware(Options.Create(options));
        var document = new ConversationDocument { Id = new ConversationId("ann"), Account = "desk/default" };
        var message = new MessageReceived
        {
            Id = "m1",
            Sender = new ContactIdentity(),
            Body = new TextBody("Bonjour, je voudrais réserver une table pour quatre, demain soir s'il vous plaît; it isn't urgent. ¿Es posible?"),
        };
        var turn = new TurnContext(document, [message], new DeskChannel(), new ServiceCollection().BuildServiceProvider(), TimeProvider.System, default);
        TurnDelegate next = static _ => ValueTask.CompletedTask;
        int begun = 0;
        int completed = 0;

        Allocations.PerCall(() =>
        {
            begun++;
            completed += step.InvokeAsync(turn, next).IsCompletedSuccessfully ? 1 : 0;
        }).Should().Be(0);
        completed.Should().Be(begun);
    }

    private static Task<ConciergeTestHost> StartAsync(Action<ConciergeOptions>? configure = null, Action<IConciergeBuilder>? extra = null) => ConciergeTestHost.StartAsync(c =>
    {
        c.AddEcho().AddForm<Visit>("visit", form => form
            .Service(s => s.Keywords("visit"))
            .Field(visit => visit.Reason, field => field.Prompt("Why do you come?"))
            .Field(visit => visit.Day, field => field.Prompt("On which day?")));
        c.EscalateNegativeSentiment();
        c.With(configure ?? (static _ => { }));
        extra?.Invoke(c);
    });

    private sealed record Visit(string Reason, DateOnly Day);
}
