using Concierge.Channels;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Routing;

public sealed class RoutingTests
{
    [Fact]
    public async Task ActiveService_GetsEverything_CommandsToo()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddService("form", s => s.Keywords("book"), turn =>
        {
            turn.Document.ActiveService = "form";
            turn.Reply($"form: {turn.Text}");
            return ValueTask.CompletedTask;
        }));
        TestPerson ann = bot.Person();
        await ann.SaysAsync("book").AnswersAsync("form: book");

        await ann.SaysAsync("exit").AnswersAsync("form: exit");
        await ann.SaysAsync("hours").AnswersAsync("form: hours");

        (await Decisions(ann)).Should().Equal("form: keyword 'book'", "form: active service", "form: active service");
    }

    [Fact]
    public async Task ExclusiveService_LetsCommandsThrough()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddService("chat", s => s.Keywords("chat").Hold(ServiceHold.Exclusive), Echo));
        TestPerson ann = bot.Person();
        await ann.SaysAsync("chat");

        await ann.SaysAsync("hours").AnswersAsync("hours");
        await ann.SaysAsync("Quit!").AnswersAsync("All right, that is closed.");
        await ann.SaysAsync("hours").AnswersAsync("From 9 to 6.");

        (await Decisions(ann)).Should().Equal("chat: keyword 'chat'", "chat: active service", "command 'stop'", "hours: keyword 'hours'");
    }

    [Fact]
    public async Task ContinuingService_GetsWhatLeadsNowhereElse()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddService("chat", s => s.Keywords("chat").Hold(ServiceHold.Continue), Echo));
        TestPerson ann = bot.Person();
        await ann.SaysAsync("chat");

        await ann.SaysAsync("and then?").AnswersAsync("and then?");
        await ann.SaysAsync("your hours?").AnswersAsync("From 9 to 6.");
        (await ann.SaysAsync("and then?")).Choices.Should().NotBeEmpty("the session ended when the person left for another service");
    }

    [Theory]
    [InlineData("menu")]
    [InlineData("MENÚ")]
    [InlineData("accueil")]
    public async Task MenuCommand_InAnyOfItsWords_ShowsTheMenu(string word)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddEcho());

        TestAnswers menu = await bot.SaysAsync(word);

        menu.Choices.Select(choice => choice.Id).Should().Equal("service:hours", "service:person");
        (await Decisions(bot.Person())).Should().Equal("command 'menu'");
    }

    [Fact]
    public async Task Commands_WithNothingToDo_AreOrdinaryMessages()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        await bot.SaysAsync("menu").AnswersAsync("menu");
        await bot.SaysAsync("exit").AnswersAsync("exit");
        await bot.SaysAsync("agent").AnswersAsync("agent");
    }

    [Fact]
    public async Task CommandWord_ThatAServiceHasAsKeyword_IsTheServices()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddService("stops", s => s.Keywords("menu").Answer("Our own menu.")));

        await bot.SaysAsync("menu").AnswersAsync("Our own menu.");
    }

    [Fact]
    public async Task AgentCommand_LeadsToTheHumanService()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c));

        await bot.SaysAsync("agent").AnswersAsync("A colleague comes.");

        (await Decisions(bot.Person())).Should().Equal("person: command 'agent'");
    }

    [Fact]
    public async Task HostCommand_InItsWordsOrAsAChoice_Runs()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).ConfigureRouting(routing => routing.AddCommand("lang", ["français", "in french"], turn =>
        {
            turn.Document.Profile.Language = "fr";
            turn.Document.Profile.IsLanguageGiven = true;
            turn.Reply("D'accord.");
            return ValueTask.CompletedTask;
        })));

        await bot.SaysAsync("Francais").AnswersAsync("D'accord.");
        await bot.Person().SendsAsync(new ChoiceBody("command:lang", "Français")).AnswersAsync("D'accord.");
        await bot.SaysAsync("quoi ?").AnswersAsync("Comment puis-je vous aider ?");
    }

    [Fact]
    public async Task Choice_OfAService_GoesBeforeItsWords()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddService("other", s => s.Choices("x").Answer("other")));

        await bot.Person().SendsAsync(new ChoiceBody("x", "hours")).AnswersAsync("other");
        await bot.Person().SendsAsync(new ChoiceBody("unknown", "hours")).AnswersAsync("From 9 to 6.");
    }

    [Fact]
    public async Task Roles_ByAVouchedNumber_OpenAndLead()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c)
            .AddService("desk", s => s.Keywords("hours desk").RequireRole(ServiceRole.Admin).ForRoles(ServiceRole.SuperAdmin).Answer("desk")));
        TestPerson ann = bot.Person("Ann");
        TestPerson eve = bot.Person("Eve");
        IRoleDirectory roles = bot.Services.GetRequiredService<IRoleDirectory>();
        await roles.GrantAsync(new RoleGrant(ann.Number, ServiceRole.Admin, "desk"));
        await roles.GrantAsync(new RoleGrant(eve.Number, ServiceRole.Admin, "another"));

        await ann.SaysAsync("hours desk").AnswersAsync("desk");
        await eve.SaysAsync("hours desk").AnswersAsync("From 9 to 6.");
        (await Decisions(eve)).Should().Equal("hours: keyword 'hours' ('desk' has the keyword 'hours desk' and is not for this person)");
        (await eve.SaysAsync("?")).Choices.Select(choice => choice.Id).Should().NotContain("service:desk");

        await roles.GrantAsync(new RoleGrant(eve.Number, ServiceRole.SuperAdmin));
        await eve.SaysAsync("anything").AnswersAsync("desk");
        (await roles.RevokeAsync(eve.Number, null)).Should().BeTrue();
        (await eve.SaysAsync("anything")).Choices.Should().NotBeEmpty();
        await roles.RevokeAsync(eve.Number, "another");
        (await roles.ListAsync()).Should().Equal(new RoleGrant(ann.Number, ServiceRole.Admin, "desk"));
    }

    [Theory]
    [InlineData("Admin", true)]
    [InlineData("desk:superadmin", true)]
    [InlineData("other:admin", false)]
    [InlineData("client", false)]
    [InlineData("2", false)]
    public async Task Roles_OfTheProfile_OpenToo(string role, bool isOpen)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c)
            .AddService("desk", s => s.Keywords("desk").RequireRole(ServiceRole.Admin).Answer("desk"))
            .ConfigureTurns(turns => turns.Use((turn, next) =>
            {
                turn.Document.Profile.Roles.Add(role);
                return next(turn);
            })));

        (await bot.SaysAsync("desk")).Text.Should().Be(isOpen ? "desk" : "How can I help?");
    }

    [Fact]
    public async Task TappedChoiceOfAServiceForOthers_OpensNothing()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddService("desk", s => s.RequireRole(ServiceRole.Admin).Answer("desk")));

        await bot.Person().SendsAsync(new ChoiceBody("service:desk", "desk")).AnswersAsync("How can I help?");

        (await Decisions(bot.Person())).Should().Equal("menu: nothing else fits ('desk' is not for this person)");
    }

    [Fact]
    public async Task Media_LeadsToTheServiceForItsKind()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddService("voice", s => s.Media(MediaKind.Audio).Answer("heard")));

        await bot.Person().SendsFileAsync(MediaKind.Audio, new byte[3], "audio/ogg").AnswersAsync("heard");
        (await bot.Person().SendsFileAsync(MediaKind.Image, new byte[3], "image/png")).Choices.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(0.9, "billing: classified with confidence 0.90")]
    [InlineData(0.59, "menu: nothing else fits ('billing' fits with confidence 0.59 only)")]
    [InlineData(null, "menu: nothing else fits (no description fits)")]
    [InlineData(-1.0, "menu: nothing else fits (the classification failed)")]
    public async Task Classifier_CountsFromItsThresholdOn(double? confidence, string decision)
    {
        var classifier = new FixedClassifier(confidence);
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            Shop(c).AddService("billing", s => s.Description("Invoices and payments").Answer("bill"))
                .AddService("secret", s => s.Description("Not for everybody").RequireRole(ServiceRole.Admin).Answer("secret"));
            c.Services.AddSingleton<IServiceClassifier>(classifier);
        });

        await bot.SaysAsync("I was charged twice");

        (await Decisions(bot.Person())).Should().Equal(decision);
        classifier.Candidates.Should().Equal("billing");
    }

    [Fact]
    public async Task Menu_InAGroupOrForAReaction_StaysSilent()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c));
        TestPerson ann = bot.Person();

        await ann.SendsAsync(new ReactionBody("in.1", "👍")).StaysSilentAsync();
        await bot.DeliverAsync(new MessageReceived
        {
            AccountId = "test-account",
            Id = "g1",
            OccurredAt = bot.Clock.GetUtcNow(),
            Sender = ann.Identity,
            Group = new ContactAddress(ContactAddressKind.Group, "group-1"),
            Body = new TextBody("hello everybody"),
        });

        bot.Sends.Should().BeEmpty();
    }

    [Fact]
    public async Task Rules_CanBeAddedRemovedAndMoved()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c)
            .AddService("vip", s => s.Hidden().Answer("vip"))
            .ConfigureRouting(routing => routing
                .InsertBefore<CommandRule, ExclamationRule>()
                .MoveBefore<CommandRule, KeywordRule>()
                .Remove<MenuRule>()));

        await bot.SaysAsync("now!").AnswersAsync("vip");
        await bot.SaysAsync("nothing").StaysSilentAsync();
        (await Decisions(bot.Person())).Should().Equal("vip: shouted", "not answered: no service fits");
    }

    [Fact]
    public void Remove_OfARuleThatIsNotThere_NamesThoseThatAre()
    {
        Action remove = () => new ServiceCollection().AddConcierge().ConfigureRouting(routing => routing.Remove<ExclamationRule>());

        remove.Should().Throw<InvalidOperationException>().WithMessage("ExclamationRule is not among the routing rules. They are: QuestionRule, AskedIdRule, ActiveServiceRule, CommandRule*");
    }

    [Fact]
    public async Task TypedCode_ThatIsRight_LeadsToItsService_AndGuessingLocksOut()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddService(
            "family",
            s => s.RequireId(new IntrinsicIdRule { Pattern = "[A-Z]{2}-?[0-9]{4}", Validator = "families" }).LedToByCode().Hidden(),
            turn =>
            {
                turn.Reply($"family {turn.Document.Profile.IntrinsicIds["family"]}, {turn.Text}");
                return ValueTask.CompletedTask;
            })
            .AddIdValidator("families", (request, _) => ValueTask.FromResult(request.Code == "AB-1234" ? new IntrinsicIdVerdict(true, "no. 7") : IntrinsicIdVerdict.Invalid)));
        TestPerson ann = bot.Person("Ann");
        TestPerson eve = bot.Person("Eve");

        await ann.SaysAsync("AB-1234").AnswersAsync("family no. 7, family");
        for (int i = 0; i < 3; i++)
        {
            (await eve.SaysAsync($"AB-000{i}")).Choices.Should().NotBeEmpty("a wrong code is an ordinary message");
        }

        (await eve.SaysAsync("AB-1234")).Choices.Should().NotBeEmpty("guessing locks out");
    }

    [Fact]
    public async Task Validator_ThatFails_CountsNoAttempt()
    {
        bool isAway = true;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .AddService("a", s => s.Default().RequireId(new IntrinsicIdRule { Validator = "web", MaxAttempts = 1 }), Echo)
            .AddIdValidator("web", (_, _) => isAway ? throw new HttpRequestException("away") : ValueTask.FromResult(new IntrinsicIdVerdict(true))));
        await bot.SaysAsync("hello").AnswersAsync("Please write your code.");

        await bot.SaysAsync("77").AnswersAsync("The code cannot be checked right now. Please try again in a few minutes.");
        isAway = false;
        await bot.SaysAsync("77").AnswersAsync("hello");
        bot.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task AskedCode_AfterAnHour_IsAnOrdinaryMessageAgain()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Shop(c).AddService("a", s => s.Keywords("lesson").RequireId(new IntrinsicIdRule { Values = ["x1"] }), Echo));
        await bot.SaysAsync("lesson").AnswersAsync("Please write your code.");

        await bot.AdvanceAsync(TimeSpan.FromHours(1));

        (await bot.SaysAsync("good morning")).Choices.Should().NotBeEmpty();
    }

    private static IConciergeBuilder Shop(IConciergeBuilder concierge) => concierge
        .AddService("hours", s => s.Keywords("hours").Answer("From 9 to 6."))
        .AddHumanService("person", s => s.Keywords("colleague").Answer("A colleague comes."));

    private static ValueTask Echo(TurnContext turn)
    {
        turn.Reply(turn.Text);
        return ValueTask.CompletedTask;
    }

    private static async Task<IEnumerable<string>> Decisions(TestPerson person) => (await person.TranscriptAsync()).Select(line => line.Decision).OfType<string>();
}
