using System.Net;

namespace Concierge.Ai.Tests.Models;

/// <summary>L01, L04: whatever the model does, the person gets an answer or an honest sentence, in time and once.</summary>
public sealed class FaultTests
{
    private static readonly AiTexts Texts = new();

    private readonly ScriptedClient _first = new();
    private readonly ScriptedClient _second = new();

    public static TheoryData<string> Faults() => ["429", "500", "529", "timeout", "hang", "hang, deaf", "drip", "cut", "empty", "blank", "10 MB", "json"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_WithAnotherModel_IsAnsweredByIt(string fault)
    {
        await using ConciergeTestHost bot = await StartAsync(fault, "second");
        DateTimeOffset start = bot.Clock.GetUtcNow();

        await bot.SaysAsync("hi").AnswersAsync("From the second.");

        (bot.Sends[^1].At - start).Should().BeLessThan(TimeSpan.FromSeconds(30));
        _first.Requests.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_WithoutAnotherModel_IsAdmitted(string fault)
    {
        await using ConciergeTestHost bot = await StartAsync(fault);
        DateTimeOffset start = bot.Clock.GetUtcNow();

        TestAnswers answers = await bot.SaysAsync("hi").AnswersAsync(Texts.Unavailable);

        answers.Failures.Should().BeEmpty();
        (bot.Sends[^1].At - start).Should().BeLessThan(TimeSpan.FromSeconds(60));
        await bot.AdvanceAsync(TimeSpan.FromDays(1));
        _first.Requests.Should().ContainSingle();
        bot.Person().HeardTexts.Should().ContainSingle();
    }

    [Fact]
    public async Task Model_ThatFailsAgainAndAgain_RestsWhileAnotherAnswers()
    {
        _first.Always(_ => throw new HttpRequestException("down", null, HttpStatusCode.ServiceUnavailable));
        _second.Always(_ => [new TextContent("ok")]);
        await using ConciergeTestHost bot = await StartAsync("none", "second");

        for (int i = 0; i < 10; i++)
        {
            await bot.SaysAsync("hi").AnswersAsync("ok");
        }

        _first.Requests.Should().HaveCount(3);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(31));
        await bot.SaysAsync("hi");
        _first.Requests.Should().HaveCount(4);
    }

    [Fact]
    public async Task Tenant_WithAClientOfItsOwn_IsAnsweredByIt()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.Services.AddKeyedSingleton<IChatClient>("main", _first).AddKeyedSingleton<IChatClient>("main@test/default", _second.Says("ours"));
            c.AddAiService("ai", s => s.Default().Clients("main"));
        });

        await bot.SaysAsync("hi").AnswersAsync("ours");
    }

    [Fact]
    public async Task Host_WithoutAModel_DoesNotStartAndSaysWhatToDo()
    {
        Func<Task> start = () => ConciergeTestHost.StartAsync(c => c.AddAiService("ai", s => s.Default()));
        await start.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*register an IChatClient*");
        Func<Task> keyed = () => ConciergeTestHost.StartAsync(c => c.AddAiService("ai", s => s.Default().Clients("nope")));
        await keyed.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*'nope', which is not registered*");
    }

    [Fact]
    public async Task Loop_WithoutEnd_StopsAfterEightIterations()
    {
        int runs = 0;
        int id = 0;
        _first.Always(_ => [ScriptedClient.Call($"{++id}", "look", new { what = id })]);
        await using ConciergeTestHost bot = await TestAi.StartAsync(_first, s => s.Tool((int what) => ++runs, "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync(Texts.GaveUp);

        runs.Should().Be(8);
        _first.Requests.Should().HaveCount(9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Loop_ThatRepeatsItself_IsNoticed(int states)
    {
        int runs = 0;
        int id = 0;
        _first.Always(request => request.ToolNames.Count == 0 ? [new TextContent("I am done.")] : [ScriptedClient.Call($"{++id}", "look", new { what = id % states })]);
        await using ConciergeTestHost bot = await TestAi.StartAsync(_first, s => s.Tool((int what) => ++runs, "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("I am done.");

        runs.Should().BeLessThanOrEqualTo(2 * states);
    }

    [Fact]
    public async Task FanOut_OfFiveHundred_RunsSixteen()
    {
        int runs = 0;
        _first.Replies([.. Enumerable.Range(0, 500).Select(i => (AIContent)ScriptedClient.Call($"{i}", "look", new { what = i }))]).Says("ok");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_first, s => s.Tool((int what) => ++runs, "look", policy: TestAi.Read));

        await bot.SaysAsync("hi").AnswersAsync("ok");

        runs.Should().Be(16);
        _first.Last.Results.Should().HaveCount(500);
        _first.Last.Result("499").Should().Be("Error: Too many calls at once; this one was not done.");
    }

    [Fact]
    public async Task SlowTools_EndWithTheTimeBudget()
    {
        int id = 0;
        _first.Always(_ => [ScriptedClient.Call($"{++id}", "slow", new { what = id })]);
        await using ConciergeTestHost bot = await TestAi.StartAsync(_first, s => s.Tool(
            async (int what, ToolContext context) => await Task.Delay(TimeSpan.FromSeconds(14), context.Clock),
            "slow",
            policy: TestAi.Read));
        bot.RealPatience = TimeSpan.Zero;
        DateTimeOffset start = bot.Clock.GetUtcNow();

        await bot.SaysAsync("hi").AnswersAsync(Texts.Unavailable);

        (bot.Sends[^1].At - start).Should().BeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Typing_IsShownWhileTheModelThinksAndNotForQuickAnswers()
    {
        _first.Says("quick").Does(_ => After(TimeSpan.FromSeconds(45), "slow"));
        await using ConciergeTestHost bot = await TestAi.StartAsync(_first, s => s.Configure(o =>
        {
            o.ModelTimeout = TimeSpan.FromMinutes(2);
            o.TimeBudget = TimeSpan.FromMinutes(1);
        }));
        _bot = bot;
        bot.RealPatience = TimeSpan.Zero;

        await bot.SaysAsync("hi").AnswersAsync("quick");
        bot.Person().TypingShown.Should().Be(0);
        await bot.SaysAsync("hi").AnswersAsync("slow");

        bot.Person().TypingShown.Should().Be(3, "the sign lasts 25 s and is renewed before it goes out");
    }

    [Fact]
    public async Task RepeatedFailure_HandsTheConversationOver()
    {
        _first.Always(_ => throw new HttpRequestException("down"));
        await using ConciergeTestHost bot = await StartAsync("none");

        await bot.SaysAsync("where is my order?").AnswersAsync(Texts.Unavailable);
        await bot.SaysAsync("hello??").AnswersAsync(Texts.Unavailable, Texts.HandedOff);

        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().Be("hello??");
    }

    private ConciergeTestHost _bot = null!;

    private async Task<ConciergeTestHost> StartAsync(string fault, params string[] more)
    {
        if (fault != "none")
        {
            Script(fault);
        }

        _second.Always(_ => [new TextContent("From the second.")]);
        if (fault == "none" && more.Length > 0)
        {
            _second.Always(_ => [new TextContent("ok")]);
        }

        _bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.Services.AddKeyedSingleton<IChatClient>("first", _first).AddKeyedSingleton<IChatClient>("second", _second);
            c.AddAiService("ai", s => s.Default().Clients(["first", .. more]));
        });
        _bot.RealPatience = TimeSpan.Zero;
        return _bot;
    }

    private void Script(string fault)
    {
        _ = fault switch
        {
            "429" => _first.Fails(new HttpRequestException("slow down", null, HttpStatusCode.TooManyRequests)),
            "500" => _first.Fails(new HttpRequestException("broken", null, HttpStatusCode.InternalServerError)),
            "529" => _first.Fails(new HttpRequestException("overloaded", null, (HttpStatusCode)529)),
            "timeout" => _first.Fails(new TimeoutException()),
            "hang" => _first.Does(request => After(TimeSpan.FromDays(1), "late", request.CancellationToken)),
            "hang, deaf" => _first.Does(_ => After(TimeSpan.FromDays(1), "late")),
            "drip" => _first.Does(request => Drip(request.CancellationToken)),
            "cut" => _first.Does(_ => Cut()),
            "empty" => _first.Replies([]),
            "blank" => _first.Replies([new TextContent(" \n ")]),
            "10 MB" => _first.Does(_ => Flood()),
            _ => _first.Fails(new System.Text.Json.JsonException("not JSON")),
        };
    }

    private async IAsyncEnumerable<ChatResponseUpdate> After(TimeSpan time, string text, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Delay(time, _bot.Services.GetRequiredService<TimeProvider>(), cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, text);
    }

    private async IAsyncEnumerable<ChatResponseUpdate> Drip([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _bot.Services.GetRequiredService<TimeProvider>(), cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, "drip ");
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Cut()
    {
        await Task.CompletedTask;
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Your order is");
        throw new IOException("The stream was cut.");
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Flood()
    {
        await Task.CompletedTask;
        for (int i = 0; i < 10_000; i++)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string('x', 1000));
        }
    }
}
