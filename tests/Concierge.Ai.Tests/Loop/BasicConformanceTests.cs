using System.Text.Json;

namespace Concierge.Ai.Tests.Loop;

/// <summary>Behaviours 1 to 17 of a function-invoking client, as they hold for the loop of a turn.</summary>
public sealed class BasicConformanceTests
{
    private readonly ScriptedClient _model = new();

    [Fact]
    public async Task B01_Defaults_AreSerialSilentAndBounded()
    {
        var options = new AiServiceOptions();

        (options.MaxIterations, options.MaxConsecutiveErrors, options.ConcurrentTools, options.DetailedToolErrors, options.StopOnUnknownTools)
            .Should().Be((8, 3, false, false, false));
        Func<Task> none = () => TestAi.StartAsync(_model, s => s.Configure(o => o.MaxIterations = 0));
        await none.Should().ThrowAsync<ArgumentException>().WithMessage("The AI service 'ai': MaxIterations must be at least 1.");
        Func<Task> negative = () => TestAi.StartAsync(_model, s => s.Configure(o => o.MaxConsecutiveErrors = -1));
        await negative.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task B02_OptionsOfTheHost_AreNeverChanged()
    {
        var options = new ChatOptions { Temperature = 0.5f, ToolMode = ChatToolMode.RequireAny, Tools = [new HostedWebSearchTool()] };
        _model.Calls(("1", "look", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(() => "seen", "look", policy: TestAi.Read)
            .Configure(o =>
            {
                o.ModelOptions = options;
                o.OnRequest = (messages, request) =>
                {
                    messages.Clear();
                    request.Temperature = 1;
                };
            }));

        await bot.SaysAsync("hi").AnswersAsync("done");

        options.Temperature.Should().Be(0.5f);
        options.Tools.Should().ContainSingle();
        options.ToolMode.Should().Be(ChatToolMode.RequireAny);
        _model.Last.Options!.Temperature.Should().Be(1);
        _model.Last.Messages.Should().BeEmpty("the hook works on the request itself");
    }

    [Fact]
    public async Task B03_OneCall_IsAnsweredByAToolMessageAndAnotherRequest()
    {
        _model.Calls(("1", "look", new { what = "a" })).Calls(("2", "look", new { what = "b" })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool((string what) => $"<{what}>", "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Requests.Should().HaveCount(3);
        _model.Last.Messages.Select(message => message.Role.Value).Should().Equal("system", "user", "assistant", "tool", "assistant", "tool");
        _model.Last.Result("2").Should().Be("<b>");
    }

    [Fact]
    public async Task B04_ReplyWithoutCalls_IsTheAnswer()
    {
        _model.Says("Hello!");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model);

        await bot.SaysAsync("hi").AnswersAsync("Hello!");

        _model.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task B05_EverythingSaidInBetween_IsKeptInOrder()
    {
        _model.Replies([new TextContent("Let me see."), ScriptedClient.Call("1", "look", new { })]).Says("Here.").Says("Again.");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(() => "seen", "look", policy: TestAi.Read));

        await bot.SaysAsync("one").AnswersAsync("Here.");
        await bot.SaysAsync("two").AnswersAsync("Again.");

        _model.Last.Messages.Skip(1).Select(message => $"{message.Role.Value}:{message.Text}{message.Contents.OfType<FunctionCallContent>().FirstOrDefault()?.Name}{message.Contents.OfType<FunctionResultContent>().FirstOrDefault()?.Result}")
            .Should().Equal("user:one", "assistant:Let me see.look", "tool:seen", "assistant:Here.", "user:two");
    }

    [Fact]
    public async Task B06_TextNextToACall_IsKeptForTheModelAndNotSent()
    {
        _model.Replies([new TextContent("Let me see."), ScriptedClient.Call("1", "look", new { })]).Says("Here.");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(() => "seen", "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("Here.");

        _model.Last.Messages[2].Text.Should().Be("Let me see.");
    }

    [Fact]
    public async Task B07_Usage_IsSummedOverAllRequests()
    {
        _model.Calls(("1", "look", new { })).Calls(("2", "look", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(() => "seen", "look", policy: TestAi.Read));

        await bot.SaysAsync("hi");

        (await bot.Person().TranscriptAsync())[0].Decision.Should().Contain("3 request(s), 0 failed, 300 in (0 cached), 30 out");
    }

    [Fact]
    public async Task B08_NullUpdate_CountsAsAFailedClient()
    {
        _model.Does(_ => Nothing());
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model);

        await bot.SaysAsync("hi").AnswersAsync(new AiTexts().Unavailable);

        static async IAsyncEnumerable<ChatResponseUpdate> Nothing()
        {
            await Task.CompletedTask;
            yield return null!;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B09_SeveralCalls_GetOneMessageWithAResultEachInTheirOrder(bool concurrent)
    {
        _model.Calls(("a", "look", new { what = "1", wait = 3 }), ("b", "look", new { what = "2", wait = 1 }), ("c", "look", new { what = "3", wait = 2 })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(
                async (string what, int wait, ToolContext context) =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(wait), context.Clock);
                    return what;
                },
                "look",
                policy: TestAi.Read)
            .Configure(o => o.ConcurrentTools = concurrent));
        bot.RealPatience = TimeSpan.Zero;

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Last.Messages.Where(message => message.Role == ChatRole.Tool).Should().ContainSingle();
        _model.Last.Results.Select(result => $"{result.CallId}{result.Result}").Should().Equal("a1", "b2", "c3");
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task B10_Concurrency_OverlapsWhenAllowedAndNeverElse(bool concurrent, int expected)
    {
        int running = 0;
        int most = 0;
        _model.Calls(("a", "look", new { what = 1 }), ("b", "look", new { what = 2 }), ("c", "look", new { what = 3 })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(
                async (int what, ToolContext context) =>
                {
                    most = Math.Max(most, ++running);
                    await Task.Delay(TimeSpan.FromSeconds(what), context.Clock);
                    running--;
                },
                "look",
                policy: TestAi.Read)
            .Configure(o => o.ConcurrentTools = concurrent));
        bot.RealPatience = TimeSpan.Zero;

        await bot.SaysAsync("hi").AnswersAsync("done");

        most.Should().Be(expected);
    }

    [Fact]
    public async Task B11_ToolOfTheService_WinsOverOneOfASource()
    {
        _model.Calls(("1", "look", new { }), ("2", "extra", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(
            _model,
            s => s.Tool(() => "own", "look", policy: TestAi.Read),
            c => c.Services.AddSingleton<IToolSource>(new Source(
                new AiTool(AIFunctionFactory.Create(() => "other", "look"), TestAi.Read),
                new AiTool(AIFunctionFactory.Create(() => "more", "extra"), TestAi.Read))));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Last.Result("1").Should().Be("own");
        _model.Last.Result("2").Should().Be("more");
        _model.Last.ToolNames.Should().Equal("extra", "look");
    }

    [Fact]
    public async Task B12_Names_AreCaseSensitive()
    {
        _model.Calls(("1", "LOOK", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(() => "seen", "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Last.Result("1").Should().Be("Error: Requested function \"LOOK\" not found.");
    }

    [Fact]
    public async Task B13_NoResult_IsCalledASuccess()
    {
        _model.Calls(("1", "nothing", new { }), ("2", "null", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(() => { }, "nothing", policy: TestAi.Read)
            .Tool(() => (string?)null, "null", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Last.Result("1").Should().Be("Success: Function completed.");
        _model.Last.Result("2").Should().Be("Success: Function completed.");
    }

    [Fact]
    public async Task Result_ThatIsARecord_IsJsonWithoutBlanksForTheModelAndInTheDocument()
    {
        _model.Calls(("1", "free", new { })).Says("ok");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(() => new { Day = "vendredi à 9h", Hours = new[] { 9, 14 } }, "free", policy: TestAi.Read));

        await bot.SaysAsync("hi");

        _model.Last.Result("1").Should().Be("""{"day":"vendredi à 9h","hours":[9,14]}""");
    }

    [Fact]
    public async Task B14_OwnResultContent_IsUsedForTheSameCallAndWrappedForAnother()
    {
        var same = new FunctionResultContent("1", "mine");
        _model.Calls(("1", "same", new { }), ("2", "foreign", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s
            .Tool(new ContentTool("same", same), TestAi.Read)
            .Tool(new ContentTool("foreign", new FunctionResultContent("99", "theirs")), TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Last.Results[0].Should().BeSameAs(same);
        _model.Last.Results[1].CallId.Should().Be("2");
        _model.Last.Result("2").Should().Be("theirs");
    }

    [Fact]
    public async Task B15_InvocationOfOnesOwn_IsAFunctionThatWrapsAnother()
    {
        _model.Calls(("1", "look", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(new Shouting(AIFunctionFactory.Create(() => "seen", "look")), TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Last.Result("1").Should().Be("SEEN!");
    }

    [Fact]
    public async Task B16_Context_IsAParameterOfTheCallAndNotAmbient()
    {
        ToolContext? seen = null;
        _model.Calls(("1", "look", new { context = "forged", what = "x" })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(
            (string what, ToolContext context) =>
            {
                seen = context;
                return what;
            },
            "look",
            policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("done");

        seen!.Tenant.Should().Be("test/default");
        seen.Service.Should().Be("ai");
        seen.Contact.Find(ContactAddressKind.Phone).Should().Be(bot.Person().Number);
        seen.ConversationId.Should().Be((await bot.Person().DocumentAsync())!.Id);
        Schema("look").GetProperty("properties").EnumerateObject().Select(property => property.Name).Should().Equal("what");

        JsonElement Schema(string tool) => ((AIFunctionDeclaration)_model.Requests[0].Options!.Tools!.Single(t => t.Name == tool)).JsonSchema;
    }

    [Fact]
    public async Task B17_Services_AreThoseOfTheTurn()
    {
        _model.Calls(("1", "Count", new { })).Calls(("2", "Count", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tools<CounterTools>(), c => c.Services.AddScoped<Counter>());

        await bot.SaysAsync("hi").AnswersAsync("done");

        _model.Last.Result("1").Should().Be("1");
        _model.Last.Result("2").Should().Be("2", "both calls are of one turn");
    }

    public sealed class Counter
    {
        public int Value { get; set; }
    }

    public sealed class CounterTools(Counter counter)
    {
        [Tool(Effect = ToolEffect.Read)]
        public int Count() => ++counter.Value;
    }

    private sealed class Source(params AiTool[] tools) : IToolSource
    {
        public ValueTask<IReadOnlyList<AiTool>> GetToolsAsync(TurnContext turn) => ValueTask.FromResult<IReadOnlyList<AiTool>>(tools);
    }

    private sealed class ContentTool(string name, FunctionResultContent content) : AIFunction
    {
        public override string Name => name;

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) => ValueTask.FromResult<object?>(content);
    }

    private sealed class Shouting(AIFunction inner) : DelegatingAIFunction(inner)
    {
        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
            $"{await base.InvokeCoreAsync(arguments, cancellationToken)}!".ToUpperInvariant();
    }
}
