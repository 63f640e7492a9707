namespace Concierge.Ai.Tests.Loop;

/// <summary>Behaviours 18 to 33: limits, errors, state between requests, and calls that somebody else handles.</summary>
public sealed class LimitConformanceTests
{
    private readonly ScriptedClient _model = new();
    private int _runs;

    [Fact]
    public async Task B18_AfterTheLastIteration_OneRequestFollowsWithoutFunctions()
    {
        int id = 0;
        _model.Always(_ => [ScriptedClient.Call($"{++id}", "look", new { what = id })]);
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(Look, "look", policy: TestAi.Read).Configure(o =>
        {
            o.MaxIterations = 3;
            o.ModelOptions = new ChatOptions { Tools = [new HostedWebSearchTool()], ToolMode = ChatToolMode.Auto };
        }));

        await bot.SaysAsync("hi").AnswersAsync(new AiTexts().GaveUp);

        _runs.Should().Be(3);
        _model.Requests.Should().HaveCount(4);
        _model.Requests[2].ToolNames.Should().Contain("look");
        _model.Last.ToolNames.Should().Equal("web_search");
    }

    [Fact]
    public async Task B18_WithoutOtherTools_ToolModeIsClearedToo()
    {
        int id = 0;
        _model.Always(_ => [ScriptedClient.Call($"{++id}", "look", new { what = id })]);
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(Look, "look", policy: TestAi.Read).Configure(o =>
        {
            o.MaxIterations = 1;
            o.ModelOptions = new ChatOptions { ToolMode = ChatToolMode.Auto };
        }));

        await bot.SaysAsync("hi");

        _model.Last.Options!.Tools.Should().BeNull();
        _model.Last.Options.ToolMode.Should().BeNull();
    }

    [Theory]
    [InlineData(false, "Error: Function failed.")]
    [InlineData(true, "Error: Function failed. secret detail")]
    public async Task B19_Exception_IsAnErrorResultWithoutDetails(bool detailed, string expected)
    {
        _model.Calls(("1", "fail", new { })).Says("sorry");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(string () => throw new InvalidOperationException("secret detail"), "fail", policy: TestAi.Read)
            .Configure(o => o.DetailedToolErrors = detailed));

        await bot.SaysAsync("hi").AnswersAsync("sorry");

        _model.Last.Result("1").Should().Be(expected);
        _model.Last.Results[0].Exception.Should().BeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task B20_FailuresOfOneIteration_CountOnceAndASuccessResets()
    {
        _model
            .Calls(("1", "fail", new { n = 1 }), ("2", "fail", new { n = 2 }))
            .Calls(("3", "look", new { what = 1 }))
            .Calls(("4", "fail", new { n = 3 }), ("5", "look", new { what = 2 }))
            .Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(Fail, "fail", policy: TestAi.Read)
            .Tool(Look, "look", policy: TestAi.Read)
            .Configure(o => o.MaxConsecutiveErrors = 1));

        await bot.SaysAsync("hi").AnswersAsync("done");
    }

    [Fact]
    public async Task B21_TooManyErrors_EndTheTurnHonestlyAndTheRestDoesNotRun()
    {
        _model.Calls(("1", "fail", new { n = 1 })).Calls(("2", "fail", new { n = 2 }), ("3", "look", new { what = 1 })).Says("never").Says("next");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(Fail, "fail", policy: TestAi.Read)
            .Tool(Look, "look", policy: TestAi.Read)
            .Configure(o => o.MaxConsecutiveErrors = 1));

        TestAnswers answers = await bot.SaysAsync("hi").AnswersAsync(new AiTexts().GaveUp);

        answers.Failures.Should().BeEmpty("a turn that failed would ask the model again");
        _runs.Should().Be(0);
        _model.Requests.Should().HaveCount(2);
        bot.Person().HeardTexts.Should().ContainSingle();
    }

    [Fact]
    public async Task B22_UnknownTool_IsAnErrorResultAndTheOthersRun()
    {
        _model.Calls(("1", "nope", new { }), ("2", "look", new { what = 1 })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(Look, "look", policy: TestAi.Read).Configure(o => o.MaxConsecutiveErrors = 0));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Last.Result("1").Should().Be("Error: Requested function \"nope\" not found.");
        _runs.Should().Be(1);
    }

    [Fact]
    public async Task B22_StopOnUnknown_RunsNothing()
    {
        _model.Calls(("1", "nope", new { }), ("2", "look", new { what = 1 }));
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(Look, "look", policy: TestAi.Read).Configure(o => o.StopOnUnknownTools = true));

        await bot.SaysAsync("hi").AnswersAsync(new AiTexts().GaveUp);

        _runs.Should().Be(0);
    }

    [Fact]
    public async Task B23_DeclaredOnly_EndsTheLoopAndNothingOfTheReplyRuns()
    {
        _model.Replies([new TextContent("Please look at your screen."), ScriptedClient.Call("1", "elsewhere", new { }), ScriptedClient.Call("2", "look", new { what = 1 })]).Says("next");
        AIFunctionDeclaration elsewhere = AIFunctionFactory.CreateDeclaration("elsewhere", "Runs in the app.", AIJsonUtilities.CreateJsonSchema(typeof(object)));
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(Look, "look", policy: TestAi.Read)
            .Configure(o => o.ModelOptions = new ChatOptions { Tools = [elsewhere] }));

        await bot.SaysAsync("hi").AnswersAsync("Please look at your screen.");
        await bot.SaysAsync("and?").AnswersAsync("next");

        _runs.Should().Be(0);
        AssertPaired(_model.Last);
    }

    [Fact]
    public async Task B24_Cancellation_IsNeverAToolResult()
    {
        CancellationToken seen = default;
        _model.Calls(("1", "wait", new { })).Calls(("1", "wait", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(
            _model,
            s => s.Tool(
                async (ToolContext context, CancellationToken cancellationToken) =>
                {
                    seen = cancellationToken;
                    if (++_runs == 1)
                    {
                        await Task.Delay(TimeSpan.FromHours(1), context.Clock, cancellationToken);
                    }
                },
                "wait",
                policy: new ToolPolicy { Effect = ToolEffect.Read, Timeout = TimeSpan.FromMinutes(10) }),
            c => c.Services.Configure<ConciergeOptions>(o => o.TurnTimeout = TimeSpan.FromSeconds(5)));
        bot.RealPatience = TimeSpan.Zero;

        TestAnswers answers = await bot.SaysAsync("hi");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));

        answers.Failures.Should().ContainSingle().Which.Should().BeAssignableTo<OperationCanceledException>();
        seen.CanBeCanceled.Should().BeTrue();
        _model.Requests[0].CancellationToken.CanBeCanceled.Should().BeTrue();
        _model.Requests.Should().NotContain(request => request.Results.Any(result => ((string)result.Result!).Contains("cancel", StringComparison.OrdinalIgnoreCase)));
        bot.Person().HeardTexts.Should().Equal("done");
    }

    [Fact]
    public async Task B24_CancellationByTheToolItself_IsAnOrdinaryError()
    {
        _model.Calls(("1", "cancel", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(string () => throw new OperationCanceledException(), "cancel", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Last.Result("1").Should().Be("Error: Function failed.");
    }

    [Fact]
    public async Task B25_EndTurn_KeepsTheResultAndGivesTheRestOneToo()
    {
        _model.Calls(("1", "stop", new { }), ("2", "look", new { what = 1 })).Says("next");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(
                (ToolContext context) =>
                {
                    context.Reply(new TextMessage("That is all."));
                    context.EndTurn();
                },
                "stop",
                policy: TestAi.Read)
            .Tool(Look, "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("That is all.");
        _model.Requests.Should().ContainSingle();
        await bot.SaysAsync("more").AnswersAsync("next");

        _runs.Should().Be(0);
        AssertPaired(_model.Last);
        _model.Last.Result("2").Should().Be("Not run: the turn has ended.");
    }

    [Fact]
    public async Task B26_EveryCall_HasExactlyOneResultWhateverBecomesOfIt()
    {
        var broken = new FunctionCallContent("3", "look") { Exception = new FormatException("half a JSON") };
        _model
            .Replies([ScriptedClient.Call("1", "nope", new { }), ScriptedClient.Call("2", "fail", new { n = 1 }), broken, ScriptedClient.Call("4", "look", new { what = "x" }), ScriptedClient.Call("5", "look", new { })])
            .Says("done")
            .Says("next");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(Fail, "fail", policy: TestAi.Read).Tool(Look, "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");
        AssertPaired(_model.Last);
        await bot.SaysAsync("more").AnswersAsync("next");

        AssertPaired(_model.Last);
        _model.Requests[1].Result("3").Should().Be("Error: The arguments are not valid JSON.");
        _model.Requests[1].Result("4").Should().Be("Error: The argument 'what' must be of type integer.");
        _model.Requests[1].Result("5").Should().Be("Error: The argument 'what' is missing.");
        _runs.Should().Be(0);
    }

    [Fact]
    public async Task B27_RequiredToolMode_IsOfTheFirstRequestOnly()
    {
        _model.Calls(("1", "look", new { what = 1 })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(Look, "look", policy: TestAi.Read)
            .Configure(o => o.ModelOptions = new ChatOptions { ToolMode = ChatToolMode.RequireAny }));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Requests[0].Options!.ToolMode.Should().Be(ChatToolMode.RequireAny);
        _model.Requests[1].Options!.ToolMode.Should().BeNull();
    }

    [Fact]
    public async Task B28_Thread_GetsOnlyWhatIsNewAndTheHistoryWhenItIsGone()
    {
        _model
            .Replies([ScriptedClient.Call("1", "look", new { what = 1 })], "thread-1")
            .Replies([ScriptedClient.Call("2", "look", new { what = 2 })])
            .Says("done", "thread-2")
            .Says("again", "thread-2");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(Look, "look", policy: TestAi.Read).Configure(o => o.ServerSideHistory = true));

        await bot.SaysAsync("hi").AnswersAsync("done");
        await bot.SaysAsync("more").AnswersAsync("again");

        _model.Requests[1].Options!.ConversationId.Should().Be("thread-1");
        _model.Requests[1].Messages.Should().ContainSingle().Which.Role.Should().Be(ChatRole.Tool);
        _model.Requests[2].Options!.ConversationId.Should().BeNull();
        _model.Requests[2].Messages.Should().HaveCount(6);
        _model.Requests[3].Options!.ConversationId.Should().Be("thread-2");
        _model.Requests[3].Messages.Should().ContainSingle().Which.Text.Should().Be("more");
    }

    [Fact]
    public async Task B29_ContinuationToken_IsOfTheFirstRequestOnly()
    {
        var token = ResponseContinuationToken.FromBytes(new byte[] { 1, 2, 3 });
        var options = new ChatOptions { ContinuationToken = token };
        _model.Calls(("1", "look", new { what = 1 })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(Look, "look", policy: TestAi.Read).Configure(o => o.ModelOptions = options));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Requests[0].Options!.ContinuationToken.Should().BeSameAs(token);
        _model.Requests[1].Options!.ContinuationToken.Should().BeNull();
        options.ContinuationToken.Should().BeSameAs(token);
    }

    [Fact]
    public async Task B30_ToolsAddedWhileTheTurnRuns_DoNotCount()
    {
        var tools = new List<AiTool>();
        _model.Calls(("1", "grow", new { })).Calls(("2", "grown", new { })).Says("done").Says("next");
        await using ConciergeTestHost bot = await TestAi.StartAsync(
            _model,
            s => s.Tool(() => tools.Add(new AiTool(AIFunctionFactory.Create(() => ++_runs, "grown"), TestAi.Read)), "grow", policy: TestAi.Read),
            c => c.Services.AddSingleton<IToolSource>(new ListSource(tools)));

        await bot.SaysAsync("hi").AnswersAsync("done");
        _runs.Should().Be(0, "what a turn can do is settled before anything untrusted is read");
        _model.Last.ToolNames.Should().Equal("grow");
        await bot.SaysAsync("more").AnswersAsync("next");

        _model.Last.ToolNames.Should().Equal("grow", "grown");
    }

    [Fact]
    public async Task B31_CallsThatAreInformationOnly_AreLeftAlone()
    {
        FunctionCallContent handled = ScriptedClient.Call("1", "look", new { what = 1 });
        handled.InformationalOnly = true;
        _model.Replies([handled, ScriptedClient.Call("2", "look", new { what = 2 })]).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(Look, "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _runs.Should().Be(1);
        _model.Last.Results.Should().ContainSingle().Which.CallId.Should().Be("2");
    }

    [Fact]
    public async Task B31_ClientThatInvokesFunctionsItself_RunsItsOwnOnceAndNeverOurs()
    {
        int own = 0;
        _model.Calls(("1", "theirs", new { })).Calls(("2", "look", new { what = 2 })).Says("done").Says("next");
        var wrapped = new InvokingClient(_model, AIFunctionFactory.Create(() => ++own, "theirs"));
        await using ConciergeTestHost bot = await TestAi.StartAsync(wrapped, s => s.Tool(Look, "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");
        await bot.SaysAsync("more").AnswersAsync("next");

        own.Should().Be(1);
        _runs.Should().Be(1);
        wrapped.Invoked.Should().Equal("theirs");
        AssertPaired(_model.Last);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task B32_CallWithAResultInTheSameReply_WasHandledByTheServer(bool callFirst)
    {
        AIContent call = ScriptedClient.Call("1", "look", new { what = 1 });
        AIContent result = new FunctionResultContent("1", "from the server");
        _model.Replies(callFirst ? [call, result, new TextContent("done")] : [result, call, new TextContent("done")]);
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(Look, "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _runs.Should().Be(0);
    }

    [Fact]
    public async Task B33_Streaming_EndsBeforeAnythingIsRunOrSent()
    {
        var order = new List<string>();
        _model.Does(_ => Pieces()).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(() => order.Add("ran"), "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        order.Should().Equal("first", "last", "ran");

        async IAsyncEnumerable<ChatResponseUpdate> Pieces()
        {
            await Task.CompletedTask;
            order.Add("first");
            yield return new ChatResponseUpdate(ChatRole.Assistant, [ScriptedClient.Call("1", "look", new { })]);
            yield return new ChatResponseUpdate(ChatRole.Assistant, "Let me ");
            order.Add("last");
            yield return new ChatResponseUpdate(ChatRole.Assistant, "look.");
        }
    }

    internal static void AssertPaired(ScriptedClient.Request request)
    {
        List<string> calls = [.. request.Messages.SelectMany(message => message.Contents.OfType<FunctionCallContent>()).Select(call => call.CallId)];
        request.Results.Select(result => result.CallId).Should().BeEquivalentTo(calls).And.OnlyHaveUniqueItems();
    }

    private string Look(int what)
    {
        _runs++;
        return $"seen {what}";
    }

    private static string Fail(int n) => throw new InvalidOperationException($"{n}");

    private sealed class ListSource(List<AiTool> tools) : IToolSource
    {
        public ValueTask<IReadOnlyList<AiTool>> GetToolsAsync(TurnContext turn) => ValueTask.FromResult<IReadOnlyList<AiTool>>([.. tools]);
    }
}
