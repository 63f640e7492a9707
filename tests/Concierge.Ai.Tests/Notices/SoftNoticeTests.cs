using Concierge.Channels;
using Concierge.Storage;
using Concierge.Testing.Ai;

namespace Concierge.Ai.Tests.Notices;

/// <summary>A person who waits is told so once, before the answer, whatever happens to the turn in between.</summary>
public sealed class SoftNoticeTests
{
    private const string Notice = "One moment, I am looking into it.";

    private readonly ScriptedChatClient _model = new();
    private ConciergeTestHost _bot = null!;

    [Fact]
    public async Task LongTurn_IsAnnouncedOnceBeforeTheAnswer()
    {
        _model.After(TimeSpan.FromSeconds(17)).Calls("look").After(TimeSpan.FromSeconds(17)).Says("answer");
        await using ConciergeTestHost bot = await StartAsync(s => s.Tool(() => "found", "look", policy: TestAi.Read));
        DateTimeOffset begun = bot.Clock.GetUtcNow();

        await bot.SaysAsync("where is it?").AnswersAsync(Notice, "answer");

        bot.Sends.Select(send => (send.At - begun).TotalSeconds).Should().SatisfyRespectively(
            first => first.Should().BeApproximately(15, 0.5),
            second => second.Should().BeApproximately(34, 0.5));
        IReadOnlyList<TranscriptEntry> lines = await bot.Person().TranscriptAsync();
        lines.OrderBy(line => line.Ordinal).Where(line => line.Session is null).Select(line => (line.Input as MessageReceived)?.Body.PlainText ?? line.Message!.PlainText)
            .Should().Equal("where is it?", Notice, "answer");
        (await bot.Person().DocumentAsync())!.State.Keys.Should().NotContain("concierge.early");
    }

    [Fact]
    public async Task NextTurn_IsAnnouncedAnew_AndTheHistoryHoldsNoNotice()
    {
        _model.After(TimeSpan.FromSeconds(16)).Says("one").After(TimeSpan.FromSeconds(16)).Says("two");
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("first").AnswersAsync(Notice, "one");
        await bot.SaysAsync("second").AnswersAsync(Notice, "two");

        _model.Requests[^1].AllText.Should().Contain("one").And.NotContain("looking into it");
    }

    [Fact]
    public async Task ShortTurn_IsNotAnnounced()
    {
        _model.After(TimeSpan.FromSeconds(14)).Says("answer");
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("hello").AnswersAsync("answer");
    }

    [Fact]
    public async Task ServiceThatAsksForNone_SaysNothing()
    {
        _model.After(TimeSpan.FromSeconds(19)).Says("answer");
        await using ConciergeTestHost bot = await StartAsync(s => s.Configure(o => o.SoftNoticeAfter = null));

        await bot.SaysAsync("hello").AnswersAsync("answer");
    }

    [Fact]
    public async Task NoAnswerInTime_IsSaidAfterTheNotice()
    {
        _model.Hangs().Hangs().Hangs();
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("hello").AnswersAsync(Notice, new AiTexts().Unavailable);
    }

    [Theory]
    [InlineData("Bonjour, où est ma commande ?", "Un instant, je regarde.")]
    [InlineData("Where is my order?", Notice)]
    public async Task Notice_IsInThePersonsLanguage(string said, string expected)
    {
        _model.After(TimeSpan.FromSeconds(16)).Says("answer");
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync(said).AnswersAsync(expected, "answer");
    }

    [Fact]
    public async Task DefinedService_HasItsOwnTimeAndWords()
    {
        _model.After(TimeSpan.FromSeconds(5)).Says("answer");
        await using ConciergeTestHost bot = _bot = await ConciergeTestHost.StartAsync(concierge =>
        {
            concierge.Services.AddSingleton<IChatClient>(_model);
            concierge.AddAi().Configured("""
                { "Concierge": { "Services": { "help": {
                    "processing": "ai", "systemPrompt": "You help.", "triggers": { "default": true },
                    "settings": { "softNoticeAfter": "2.5" },
                    "prompts": { "wait": { "*": "Just a second, {name}.", "fr": "Une seconde, {name}." } } } } } }
                """);
        });
        _model.Clock = bot.Clock;

        await bot.SaysAsync("hello").AnswersAsync("Just a second, Ann.", "answer");
    }

    [Fact]
    public async Task ColleagueWhoTookOver_IsNotTalkedOver()
    {
        _model.Calls("look").After(TimeSpan.FromSeconds(18)).Says("answer");
        await using ConciergeTestHost bot = await StartAsync(s => s.Tool(
            async (ToolContext context) => await context.Services.GetRequiredService<IConciergeDesk>().TakeOverAsync(context.ConversationId, "Olga"),
            "look",
            policy: TestAi.Read));

        await bot.SaysAsync("hello").StaysSilentAsync();

        (await bot.Person().DocumentAsync())!.HandledBy.Should().Be("Olga");
    }

    [Fact]
    public async Task PersonWhoWritesStop_HearsNoNotice()
    {
        _model.Calls("look").After(TimeSpan.FromSeconds(18)).Says("answer");
        await using ConciergeTestHost bot = await StartAsync(s => s.Tool(
            async (ToolContext context) => await ThenWriteAsync(context, "STOP"), "look", policy: TestAi.Read));

        await bot.SaysAsync("hello");

        bot.Person().HeardTexts.Should().NotContain(Notice).And.HaveCount(2, "the answer and the confirmation of the wish");
        (await bot.Person().DocumentAsync())!.Profile.Consent.Should().Be(Consent.OptedOut);
    }

    [Fact]
    public async Task PersonWhoWritesMore_HearsTheNoticeAllTheSame()
    {
        _model.Calls("look").After(TimeSpan.FromSeconds(18)).Says("answer").Says("another");
        await using ConciergeTestHost bot = await StartAsync(s => s.Tool(
            async (ToolContext context) => await ThenWriteAsync(context, "hello?"), "look", policy: TestAi.Read));

        await bot.SaysAsync("hello");

        bot.Person().HeardTexts.Should().Equal(Notice, "answer", "another");
    }

    [Fact]
    public async Task NoticeThatTheProviderRefusesForNow_DoesNotKeepTheAnswerWaiting()
    {
        _model.After(TimeSpan.FromSeconds(17)).Says("answer");
        await using ConciergeTestHost bot = await StartAsync();
        bot.AnswerNextSends(SendResult.Retry(RetryScope.Message, TimeSpan.FromMinutes(5)));

        await bot.SaysAsync("hello").AnswersAsync("answer");

        (await bot.DeadLettersAsync()).Should().BeEmpty("nobody needs it later");
    }

    [Fact]
    public async Task CrashAfterTheNotice_SaysItNoMore()
    {
        _model.After(TimeSpan.FromSeconds(17)).Calls("die");
        await using ConciergeTestHost bot = await StartAsync(s => s.Tool(() => _bot.DieHereAsync(), "die", policy: TestAi.Read));
        await bot.SaysAsync("hello").AnswersAsync(Notice);
        _model.After(TimeSpan.FromSeconds(18)).Says("answer");

        await bot.CrashAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(40));

        bot.Person().HeardTexts.Should().Equal(Notice, "answer");
        (await bot.Person().TranscriptAsync()).OrderBy(line => line.Ordinal).Where(line => line.Session is null).Select(line => line.Author)
            .Should().Equal(Author.Contact, Author.Bot, Author.Bot);
    }

    /// <summary>The person writes while the turn runs.</summary>
    private async Task ThenWriteAsync(ToolContext context, string text)
    {
        var next = new MessageReceived { Id = "next", Sender = _bot.Person().Identity, Body = new TextBody(text), OccurredAt = context.Clock.GetUtcNow() };
        await _bot.Services.GetRequiredService<IMailbox>().AppendAsync(
            [new MailboxAppend { Conversation = context.ConversationId, Key = 2, Payload = (byte[])[.. "test/default\n"u8, .. ConciergeJson.Write(next)], ReceivedAt = context.Clock.GetUtcNow() }],
            CancellationToken.None);
    }

    private async Task<ConciergeTestHost> StartAsync(Action<AiServiceBuilder>? configure = null)
    {
        _bot = await TestAi.StartAsync(_model, service =>
        {
            service.Configure(options => options.SoftNoticeAfter = TimeSpan.FromSeconds(15));
            configure?.Invoke(service);
        });
        _model.Clock = _bot.Clock;
        return _bot;
    }
}
