namespace Concierge.Ai.Tests.Durability;

/// <summary>L03: the process dies before, inside and after a tool with a side effect. It acts once, and nobody is left in the dark.</summary>
public sealed class CrashTests
{
    private ConciergeTestHost _bot = null!;
    private readonly List<string> _keys = [];
    private ScriptedClient _model = new();
    private Point _crash;
    private int _effects;

    public enum Point
    {
        None,
        WhileTheModelThinks,
        BeforeTheEffect,
        AfterTheEffect,
        AfterTheResult,
    }

    [Theory]
    [InlineData(Point.WhileTheModelThinks, 1, false)]
    [InlineData(Point.BeforeTheEffect, 0, true)]
    [InlineData(Point.AfterTheEffect, 1, true)]
    [InlineData(Point.AfterTheResult, 1, false)]
    public async Task Crash_AroundASideEffect_NeverActsTwiceAndSaysWhatIsUnknown(Point crash, int effects, bool isUnknown)
    {
        _crash = crash;
        Script(call: crash == Point.WhileTheModelThinks);
        await using ConciergeTestHost bot = await StartAsync(idempotent: false);

        await bot.SaysAsync("pay").StaysSilentAsync();
        await RecoverAsync(bot);

        _effects.Should().Be(effects);
        string[] notice = [string.Format(System.Globalization.CultureInfo.InvariantCulture, new AiTexts().OutcomeUnknown, "Pay")];
        bot.Person().HeardTexts.Should().Equal(isUnknown ? [.. notice, "answer"] : ["answer"]);
        if (isUnknown)
        {
            _model.Last.Result("1").Should().StartWith("The outcome is unknown");
        }

        (await bot.Person().DocumentAsync())!.State.Keys.Should().NotContain("ai.ai.turn", "the ledger ends with its turn");
    }

    [Theory]
    [InlineData(Point.BeforeTheEffect)]
    [InlineData(Point.AfterTheEffect)]
    public async Task Crash_InAnIdempotentTool_RepeatsItWithTheSameKey(Point crash)
    {
        _crash = crash;
        Script(call: false);
        await using ConciergeTestHost bot = await StartAsync(idempotent: true);

        await bot.SaysAsync("pay").StaysSilentAsync();
        await RecoverAsync(bot);

        _keys.Should().HaveCount(2);
        _keys.Distinct().Should().ContainSingle();
        bot.Person().HeardTexts.Should().Equal("answer");
    }

    [Fact]
    public async Task CallOfUnknownOutcome_AskedForAgain_NeedsThePerson()
    {
        _crash = Point.AfterTheEffect;
        Script(call: false);
        await using ConciergeTestHost bot = await StartAsync(idempotent: false);
        await bot.SaysAsync("pay").StaysSilentAsync();
        await RecoverAsync(bot);
        _model.Calls(("9", "pay", new { amount = 5 })).Says("paid");

        TestAnswers answers = await bot.SaysAsync("pay again");
        _effects.Should().Be(1);
        answers.Choices.Should().HaveCount(2);
        await bot.Person().TapsAsync("Yes").AnswersAsync("paid");

        _effects.Should().Be(2);
    }

    [Fact]
    public async Task TimeOutOfASideEffect_IsUnknownToo()
    {
        _model.Calls(("1", "slow", new { })).Says("answer");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(
            async () =>
            {
                _effects++;
                await new TaskCompletionSource().Task;
            },
            "slow"));
        bot.RealPatience = TimeSpan.Zero;

        TestAnswers answers = await bot.SaysAsync("pay");

        answers.Texts.Should().HaveCount(2);
        answers.Texts[0].Should().Contain("cannot tell whether it was done");
        _effects.Should().Be(1);
    }

    [Fact]
    public async Task Crash_AfterAConfirmation_ActsOnceAndTheButtonIsSpent()
    {
        _model.Calls(("1", "pay", new { amount = 5 }));
        await using ConciergeTestHost bot = await StartAsync(idempotent: false, ToolConfirmation.Always);
        await bot.SaysAsync("pay");
        await bot.CrashAsync();
        await bot.RestartAsync();
        _crash = Point.AfterTheEffect;
        await bot.Person().TapsAsync("Yes").StaysSilentAsync();
        _model = new ScriptedClient().Says("answer");
        await RecoverAsync(bot);
        await bot.Person().TapsAsync("Yes");

        _effects.Should().Be(1);
        bot.Person().HeardTexts.Skip(1).Should().Equal(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, new AiTexts().OutcomeUnknown, "Pay"),
            "answer",
            new AiTexts().ConfirmationClosed);
    }

    [Fact]
    public async Task MessageThatWasGivenUp_LeavesWhatItDidInTheHistoryAndItsCallsInDoubt()
    {
        _crash = Point.AfterTheEffect;
        Script(call: false);
        await using ConciergeTestHost bot = await StartAsync(idempotent: false, more: c => c.Services.Configure<ConciergeOptions>(o => o.MaxProcessDeaths = 1));
        await bot.SaysAsync("pay").StaysSilentAsync();
        await bot.CrashAsync();
        (await bot.DeadLettersAsync()).Should().ContainSingle();
        _model = new ScriptedClient().Says("hello");
        _crash = Point.None;

        TestAnswers answers = await bot.SaysAsync("what happened?");

        answers.Texts.Should().HaveCount(2);
        answers.Texts[0].Should().Contain("cannot tell whether it was done");
        _model.Last.Results.Should().ContainSingle().Which.Result.Should().Be("The outcome is unknown: the system was interrupted.");
        _effects.Should().Be(1);
    }

    [Fact]
    public async Task StateAndReplies_OfAFinishedTool_SurviveACrash()
    {
        _model.Calls(("1", "keep", new { }));
        _model.Does(_ => Hang());
        var client = new SwitchingClient(() => _model);
        await using ConciergeTestHost bot = await TestAi.StartAsync(client, s => s.Tool(
            (ToolContext context) =>
            {
                _effects++;
                context.SetState("booking", "friday", BookingJson.Default.String);
                context.Reply(new TextMessage("Booked: friday"));
            },
            "keep"));
        _bot = bot;

        await bot.SaysAsync("book").StaysSilentAsync();
        _model = new ScriptedClient().Says("answer");
        await bot.CrashAsync();

        _effects.Should().Be(1);
        bot.Person().HeardTexts.Should().Equal("Booked: friday", "answer");
        (await bot.Person().DocumentAsync())!.State["booking"].GetString().Should().Be("friday");
    }

    [Fact]
    public async Task TwoHundredCrashes_AtAnyPoint_NeverActTwiceForOneMessage()
    {
        var random = new Random(3);
        int messages = 0;
        int unknown = 0;
        await using ConciergeTestHost bot = await StartAsync(idempotent: false);
        for (int round = 0; round < 200; round++)
        {
            _effects = 0;
            _crash = (Point)random.Next(1, 5);
            int crashes = random.Next(1, 3);
            _model = new ScriptedClient();
            Script(call: _crash == Point.WhileTheModelThinks);
            TestPerson person = bot.Person($"P{round}");
            await person.SaysAsync("pay").StaysSilentAsync();
            for (int i = 1; i < crashes; i++)
            {
                _model = new ScriptedClient();
                _model.Does(_ => Hang());
                await bot.CrashAsync();
            }

            await RecoverAsync(bot, _crash == Point.WhileTheModelThinks);
            _effects.Should().BeLessThanOrEqualTo(1);
            person.HeardTexts[^1].Should().Be("answer");
            bool told = person.HeardTexts.Count == 2;
            told.Should().Be(_lastCrash is Point.BeforeTheEffect or Point.AfterTheEffect);
            unknown += told ? 1 : 0;
            messages++;
        }

        messages.Should().Be(200);
        unknown.Should().BeGreaterThan(50);
    }

    private Point _lastCrash;

    private void Script(bool call)
    {
        if (call)
        {
            _model.Does(_ => Hang());
            return;
        }

        _model.Calls(("1", "pay", new { amount = 5 }));
        _model.Does(_ => Hang());
    }

    private async Task RecoverAsync(ConciergeTestHost bot, bool? callAgain = null)
    {
        bool again = callAgain ?? _crash == Point.WhileTheModelThinks;
        _model = new ScriptedClient();
        if (again)
        {
            _model.Calls(("1", "pay", new { amount = 5 }));
        }

        _model.Says("answer");
        _lastCrash = _crash;
        _crash = Point.None;
        await bot.CrashAsync();
    }

    private async Task<ConciergeTestHost> StartAsync(bool idempotent, ToolConfirmation confirm = ToolConfirmation.WhenUntrusted, Action<IConciergeBuilder>? more = null)
    {
        _bot = await TestAi.StartAsync(
            new SwitchingClient(() => _model),
            s => s.Tool(PayAsync, "pay", policy: new ToolPolicy { Title = "Pay", Idempotent = idempotent, Confirm = confirm }),
            more);
        _bot.RealPatience = TimeSpan.Zero;
        return _bot;
    }

    private async Task<string> PayAsync(int amount, ToolContext context)
    {
        _keys.Add(context.IdempotencyKey);
        if (_crash == Point.BeforeTheEffect)
        {
            await _bot.DieHereAsync();
        }

        _effects++;
        if (_crash == Point.AfterTheEffect)
        {
            await _bot.DieHereAsync();
        }

        return $"paid {amount}";
    }

    private async IAsyncEnumerable<ChatResponseUpdate> Hang()
    {
        await _bot.DieHereAsync();
        yield break;
    }
}
