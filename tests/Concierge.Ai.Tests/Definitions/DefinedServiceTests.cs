using Concierge.Channels;
using Concierge.Storage;
using Concierge.Testing.Ai;

namespace Concierge.Ai.Tests.Definitions;

/// <summary>Services from configuration and store answer with the model as those of the code do.</summary>
public sealed class DefinedServiceTests
{
    private const string Salon =
        """
        { "Concierge": { "Services": { "salon": {
            "processing": "ai", "triggers": { "keywords": [ "salon" ] }, "systemPrompt": "You are the desk of a salon.",
            "prompts": { "welcome": "Welcome, {name}.", "transfer": { "*": "{name}, a colleague of {place} answers.", "fr": "{name}, un collègue répond." } },
            "values": { "place": "Chez Anna" },
            "settings": { "tools": "book, prices", "model": "small", "temperature": "0.2", "maxOutputTokens": "300" } } } } }
        """;

    private readonly ScriptedChatClient _model = new();
    private readonly List<string> _booked = [];

    [Fact]
    public async Task Configuration_WithAPromptAndTools_AnswersAndKeepsTheConversation()
    {
        _model.Calls("prices").Says("A cut is 30 €.").Says("Yes, on Friday too.");
        await using ConciergeTestHost bot = await StartAsync(Salon);

        await bot.SaysAsync("salon, what is a cut?").AnswersAsync("Welcome, Ann.", "A cut is 30 €.");
        await bot.SaysAsync("and on Friday?").AnswersAsync("Yes, on Friday too.");

        ScriptedRequest first = _model.Requests[0];
        first.Instructions.Should().Contain("You are the desk of a salon.");
        first.Tools.Should().Equal("book", "handoff_to_human", "prices");
        (first.Options!.ModelId, first.Options.Temperature, first.Options.MaxOutputTokens).Should().Be(("small", 0.2f, 300));
        _model.Requests[1].Results.Single().Result.Should().Be("A cut: 30");
        _model.Requests[2].AllText.Should().Contain("A cut is 30 €.", "the visit goes on with what was said");
    }

    [Fact]
    public async Task Confirmation_OfADefinedService_ComesBackToItAfterARestart()
    {
        _model.Calls("book", ("day", "friday")).Says("Booked.");
        await using ConciergeTestHost bot = await StartAsync(Salon);
        await bot.SaysAsync("salon, book friday");
        _booked.Should().BeEmpty();

        await bot.SaysAsync("hello").AnswersAsync("echo");
        await bot.RestartAsync();
        await bot.Person().TapsAsync("Yes").AnswersAsync("Welcome, Ann.", "Booked.");

        _booked.Should().Equal("friday");
    }

    [Fact]
    public async Task Store_ChangesPromptAndTools_WhileConversationsRun()
    {
        _model.Says("From the code.").Says("From the store.");
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Model(c)
            .AddAiService("desk", s => s.Default().Prompt("Old prompt.").Tool(() => "1", "codes", "Codes.", TestAi.Read)));
        await bot.SaysAsync("one").AnswersAsync("From the code.");

        ServiceChange saved = await Catalogue(bot).SaveAsync(new ServiceDefinition
        {
            Name = "desk",
            Processing = ServiceKinds.Ai,
            SystemPrompt = "New prompt.",
            Triggers = new ServiceTriggers { Default = true },
            Settings = new Dictionary<string, string> { ["tools"] = "codes" },
        });
        await bot.SaysAsync("two").AnswersAsync("From the store.");

        saved.Status.Should().Be(ServiceChangeStatus.Saved);
        _model.Requests[1].Instructions.Should().Contain("New prompt.").And.NotContain("Old prompt.");
        _model.Requests[1].Tools.Should().Equal("codes", "handoff_to_human");
        _model.Requests[1].AllText.Should().Contain("From the code.", "what was said stays with the service of that name");
    }

    [Fact]
    public async Task Tools_ThatAreNotNamed_AreNotThere()
    {
        _model.Calls("book", ("day", "friday")).Says("I cannot book.");
        await using ConciergeTestHost bot = await StartAsync("""{ "Concierge": { "Services": { "salon": { "processing": "ai", "systemPrompt": "Desk.", "triggers": { "keywords": [ "salon" ] } } } } }""");

        await bot.SaysAsync("salon").AnswersAsync("I cannot book.");

        _model.Requests[0].Tools.Should().Equal("handoff_to_human");
        _booked.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{ "processing": "ai" }""", "*systemPrompt is missing*")]
    [InlineData("""{ "processing": "hybrid" }""", "*systemPrompt is missing*")]
    [InlineData("""{ "processing": "ai", "systemPrompt": "x", "settings": { "tools": "bok" } }""", "*settings.tools names 'bok'*Known: *, book, prices*")]
    [InlineData("""{ "processing": "ai", "systemPrompt": "x", "settings": { "tool": "book" } }""", "*settings.tool means nothing*tools*")]
    [InlineData("""{ "processing": "ai", "systemPrompt": "x", "settings": { "temperature": "hot" } }""", "*settings.temperature must be a number*")]
    [InlineData("""{ "processing": "ai", "systemPrompt": "x", "settings": { "guardNumbers": "2" } }""", "*settings.guardNumbers must be off, warn, replace or block*")]
    [InlineData("""{ "processing": "ai", "systemPrompt": "x", "settings": { "clients": "main" } }""", "*chat client 'main', which is not registered*")]
    public async Task Definition_ThatIsWrong_KeepsTheHostFromStartingAndSaysWhy(string definition, string message)
    {
        Func<Task> start = () => StartAsync($$"""{ "Concierge": { "Services": { "x": {{definition}} } } }""");

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage(message);
    }

    [Fact]
    public async Task Host_WithoutAModel_RefusesTheDefinition()
    {
        Func<Task> start = () => ConciergeTestHost.StartAsync(c => c.AddAi().Configured("""{ "Concierge": { "Services": { "x": { "processing": "ai", "systemPrompt": "x" } } } }"""));

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*It has no model: register an IChatClient*settings.clients*");
    }

    [Fact]
    public async Task PersonWhoAsksForAPerson_HearsTheDefinitionsWords()
    {
        await using ConciergeTestHost bot = await StartAsync(Salon);

        await bot.SaysAsync("salon, I want to talk to a human").AnswersAsync("Welcome, Ann.", "Ann, a colleague of Chez Anna answers.");

        (await bot.Person().DocumentAsync())!.Handling.Should().Be(Handling.Human);
    }

    [Fact]
    public async Task Hybrid_WhoseModelFails_GivesTheConversationToAPersonAtOnce()
    {
        _model.Fails(new HttpRequestException("away"));
        await using ConciergeTestHost bot = await StartAsync(Salon.Replace("\"ai\"", "\"hybrid\"", StringComparison.Ordinal));

        await bot.SaysAsync("salon please").AnswersAsync("Welcome, Ann.", "Ann, a colleague of Chez Anna answers.");

        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().Be("salon please");
    }

    [Fact]
    public async Task Hybrid_Answers_Confirms_AndIgnoresAReactionTakenBack()
    {
        _model.Calls("book", ("day", "friday")).Says("Booked.");
        await using ConciergeTestHost bot = await StartAsync(Salon.Replace("\"ai\"", "\"hybrid\"", StringComparison.Ordinal));
        await bot.SaysAsync("salon, book friday");

        await bot.Person().TapsAsync("Yes").AnswersAsync("Booked.");
        await bot.Person().SendsAsync(new ReactionBody("m1", null));

        _booked.Should().Equal("friday");
        (await bot.Person().DocumentAsync())!.Handling.Should().Be(Handling.Bot);
    }

    [Fact]
    public async Task Hybrid_OnRequest_GivesTheConversationToAPerson()
    {
        _model.Says("We open at 9.");
        await using ConciergeTestHost bot = await StartAsync(Salon.Replace("\"ai\"", "\"hybrid\"", StringComparison.Ordinal));
        await bot.SaysAsync("salon hours?").AnswersAsync("Welcome, Ann.", "We open at 9.");

        await bot.SaysAsync("agent").AnswersAsync("Ann, a colleague of Chez Anna answers.");

        (await bot.Person().DocumentAsync())!.Handling.Should().Be(Handling.Human);
    }

    private static IServiceCatalogue Catalogue(ConciergeTestHost bot) => bot.Services.GetRequiredService<IServiceCatalogue>();

    private IConciergeBuilder Model(IConciergeBuilder concierge)
    {
        concierge.Services.AddSingleton<IChatClient>(_model);
        return concierge;
    }

    private Task<ConciergeTestHost> StartAsync(string configuration) => ConciergeTestHost.StartAsync(c => Model(c)
        .AddAiTool((string day) => _booked.Add(day), "book", "Books a day.", new ToolPolicy { Confirm = ToolConfirmation.Always })
        .AddAiTool(() => "A cut: 30", "prices", "The prices.", TestAi.Read)
        .AddService("echo", s => s.Keywords("hello").Answer("echo"))
        .Configured(configuration));
}
