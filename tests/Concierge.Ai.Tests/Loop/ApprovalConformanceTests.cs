using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Concierge.Ai.Tests.Loop;

/// <summary>Behaviours 34 to 46: approvals, telemetry and logs.</summary>
public sealed class ApprovalConformanceTests
{
    private static readonly ToolPolicy Ask = new() { Confirm = ToolConfirmation.Always, Title = "Book a table" };

    private readonly ScriptedClient _model = new();
    private readonly List<string> _booked = [];

    [Fact]
    public async Task B34_ACallThatNeedsApproval_IsAskedForAndTheWrapperOfTheLibraryIsHonoured()
    {
        _model.Calls(("1", "look", new { }), ("2", "book", new { day = "friday" }));
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(() => "seen", "look", policy: TestAi.Read)
            .Tool(new ApprovalRequiredAIFunction(AIFunctionFactory.Create((string day) => _booked.Add(day), "book")), new ToolPolicy { Effect = ToolEffect.Read }));

        TestAnswers answers = await bot.SaysAsync("book friday");

        answers.Choices.Select(choice => choice.Title).Should().Equal("Yes", "No");
        answers.Text.Should().Contain("book").And.Contain("• day: friday");
        _booked.Should().BeEmpty();
        _model.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task B35_InformationalCalls_AreNeverAskedFor()
    {
        FunctionCallContent handled = ScriptedClient.Call("1", "book", new { day = "friday" });
        handled.InformationalOnly = true;
        _model.Replies([handled, new TextContent("done")]);
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("book").AnswersAsync("done");
    }

    [Fact]
    public async Task B35_ApprovalRequestsOfTheProvider_AreNotAnswered()
    {
        _model.Replies([new ToolApprovalRequestContent("r1", ScriptedClient.Call("1", "book", new { day = "friday" })), new TextContent("I asked my server.")]).Says("next");
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("book").AnswersAsync("I asked my server.");
        await bot.SaysAsync("more").AnswersAsync("next");

        _booked.Should().BeEmpty();
        _model.Last.Messages.SelectMany(message => message.Contents).Should().NotContain(content => content is ToolApprovalRequestContent);
    }

    [Fact]
    public async Task B36_Yes_RunsTheStoredCallAndNo_SaysThatItWasRejected()
    {
        _model.Calls(("1", "book", new { day = "friday" })).Says("It is booked.").Calls(("2", "book", new { day = "monday" })).Says("Fine, not then.");
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();

        await bot.SaysAsync("book friday");
        await ann.TapsAsync("Yes").AnswersAsync("It is booked.");
        await bot.SaysAsync("and monday");
        await ann.TapsAsync("No").AnswersAsync("Fine, not then.");

        _booked.Should().Equal("friday");
        _model.Last.Results[^1].Result.Should().Be("Tool call invocation rejected.");
    }

    [Fact]
    public async Task B37_RebuiltPair_StaysAdjacentBehindTheAnswer()
    {
        _model.Calls(("1", "book", new { day = "friday" })).Says("It is booked.");
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("book friday");
        await bot.Person().TapsAsync("Yes");

        _model.Last.Messages.TakeLast(3).Select(message => message.Role.Value).Should().Equal("user", "assistant", "tool");
        LimitConformanceTests.AssertPaired(_model.Last);
    }

    [Fact]
    public async Task B38_Thread_GetsTheCallAndItsResult()
    {
        _model.Replies([ScriptedClient.Call("1", "book", new { day = "friday" })], "t").Says("It is booked.", "t");
        await using ConciergeTestHost bot = await StartAsync(s => s.Configure(o => o.ServerSideHistory = true));

        await bot.SaysAsync("book friday");
        await bot.Person().TapsAsync("Yes").AnswersAsync("It is booked.");

        _model.Last.Options!.ConversationId.Should().Be("t");
        _model.Last.Messages.Should().NotContain(message => message.Text.Contains("book friday", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B39_AnswerGivenTwice_RunsOnce()
    {
        _model.Calls(("1", "book", new { day = "friday" })).Says("It is booked.");
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("book friday");
        await bot.Person().TapsAsync("Yes");
        await bot.Person().TapsAsync("Yes").AnswersAsync(new AiTexts().ConfirmationClosed);
        await bot.Person().TapsAsync("No").AnswersAsync(new AiTexts().ConfirmationClosed);

        _booked.Should().Equal("friday");
    }

    [Fact]
    public async Task B40_AnotherSubject_LeavesTheQuestionOpen()
    {
        _model.Calls(("1", "book", new { day = "friday" })).Says("We open at nine.").Says("It is booked.");
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("book friday");
        TestAnswers answers = await bot.SaysAsync("when do you open?").AnswersAsync("We open at nine.");
        answers.Failures.Should().BeEmpty();
        LimitConformanceTests.AssertPaired(_model.Last);
        await bot.Person().TapsAsync("Yes").AnswersAsync("It is booked.");

        _booked.Should().Equal("friday");
    }

    [Fact]
    public async Task B41_AnswerToAQuestionThatWasNeverAsked_RunsNothing()
    {
        _model.Says("hello");
        await using ConciergeTestHost bot = await StartAsync();
        await bot.SaysAsync("hi");

        await bot.Person().SendsAsync(new ChoiceBody("cai.ai.01hzzzzzzzzzzzzzzzzzzzzzzz.0123456789abcdef0123.y", "Yes")).AnswersAsync(new AiTexts().ConfirmationClosed);
        await bot.Person().SendsAsync(new ChoiceBody("cai.ai.", "Yes")).AnswersAsync(new AiTexts().ConfirmationClosed);
        await bot.Person().SendsAsync(new ChoiceBody("cai.ai....", "Yes")).AnswersAsync(new AiTexts().ConfirmationClosed);

        _booked.Should().BeEmpty();
        _model.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task B42_ConfirmedCallThatEndsTheTurn_AsksTheModelNoMore()
    {
        _model.Calls(("1", "leave", new { }));
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(
            (ToolContext context) =>
            {
                context.IsConfirmed.Should().BeTrue();
                context.Reply(new TextMessage("Good bye."));
                context.EndTurn();
            },
            "leave",
            policy: Ask));

        await bot.SaysAsync("leave");
        await bot.Person().TapsAsync("Yes").AnswersAsync("Good bye.");

        _model.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task B43_Spans_AreOneOfTheAgentAndOnePerToolAndNoneOfTheRequest()
    {
        ConcurrentQueue<Activity> spans = [];
        using var listener = Listen(spans);
        _model.Calls(("1", "look_43", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(() => "seen", "look_43", policy: TestAi.Read));

        await bot.SaysAsync("secret words").AnswersAsync("done");

        Activity tool = spans.Single(span => span.OperationName == "execute_tool look_43");
        Activity agent = spans.Single(span => span.SpanId == tool.ParentSpanId);
        spans.Where(span => span.ParentSpanId == agent.SpanId).Should().ContainSingle();
        agent.OperationName.Should().Be("invoke_agent ai");
        agent.GetTagItem("gen_ai.conversation.id").Should().Be((await bot.Person().DocumentAsync())!.Id.Value);
        tool.GetTagItem("gen_ai.tool.call.id").Should().Be("1");
        agent.GetTagItem("gen_ai.usage.input_tokens").Should().Be(200L);
    }

    [Fact]
    public async Task B44_Spans_HoldNoWordsAndTellFailures()
    {
        ConcurrentQueue<Activity> spans = [];
        using var listener = Listen(spans);
        _model.Calls(("1", "burst", new { what = "secret words" })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(string (string what) => throw new FormatException(what), "burst", policy: TestAi.Read));

        await bot.SaysAsync("secret words").AnswersAsync("done");

        Activity tool = spans.Single(span => span.OperationName == "execute_tool burst");
        tool.Status.Should().Be(ActivityStatusCode.Error);
        tool.GetTagItem("error.type").Should().Be(nameof(FormatException));
        spans.SelectMany(span => span.TagObjects).Should().NotContain(tag => $"{tag.Value}".Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B45_Logs_TellWhatHappenedAndWordsOnlyAtTrace()
    {
        var log = new RecordingLogger();
        _model.Calls(("1", "look", new { what = "secret words" }), ("2", "nope", new { }), ("3", "burst", new { what = "secret words" })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(
            _model,
            s => s
                .Tool((string what) => what, "look", policy: TestAi.Read)
                .Tool(string (string what) => throw new FormatException(what), "burst", policy: TestAi.Read),
            c => c.Services.AddSingleton<ILoggerFactory>(log).AddSingleton(typeof(ILogger<>), typeof(Logger<>)));

        await bot.SaysAsync("secret words").AnswersAsync("done");

        log.Lines.Should().Contain(line => line.Level == LogLevel.Debug && line.Text.StartsWith("Tool look begins", StringComparison.Ordinal));
        log.Lines.Should().Contain(line => line.Level == LogLevel.Debug && line.Text.StartsWith("Tool look ended after", StringComparison.Ordinal));
        log.Lines.Should().Contain(line => line.Text == "The model asked for a tool that it does not have.");
        log.Lines.Should().Contain(line => line.Text == "Tool burst failed: FormatException");
        log.Lines.Where(line => line.Level > LogLevel.Trace).Should().NotContain(line => line.Text.Contains("secret", StringComparison.Ordinal));
        log.Lines.Should().Contain(line => line.Level == LogLevel.Trace && line.Text.Contains("secret words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B46_CurrentActivity_IsTheAgentsInEveryTool()
    {
        using var listener = Listen([]);
        var seen = new List<string?>();
        _model.Calls(("1", "look", new { })).Calls(("2", "look", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(() => seen.Add(Activity.Current?.Parent?.OperationName), "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        seen.Should().Equal("invoke_agent ai", "invoke_agent ai");
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AiTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private Task<ConciergeTestHost> StartAsync(Action<AiServiceBuilder>? more = null) => TestAi.StartAsync(_model, s =>
    {
        s.Tool((string day) => _booked.Add(day), "book", policy: Ask);
        more?.Invoke(s);
    });
}
