using Concierge.Channels;

namespace Concierge.Ai.Tests.Limits;

/// <summary>L05: nobody can empty the wallet, and the refusal is polite and rare.</summary>
public sealed class SpendingTests
{
    private static readonly AiTexts Texts = new();

    private readonly ScriptedClient _model = new ScriptedClient().Always(_ => [new TextContent("ok")]);

    [Fact]
    public async Task Person_OverTheDay_IsRefusedOnceAnHourAndServedTomorrow()
    {
        await using ConciergeTestHost bot = await StartAsync(o => o.PerPersonAndDay = new UsageLimit { Tokens = 5_000 });
        bot.RealPatience = TimeSpan.Zero;
        int answered = 0;
        for (int i = 0; i < 600; i++)
        {
            await bot.AdvanceAsync(TimeSpan.FromSeconds(15));
            answered += (await bot.SaysAsync("again")).Texts.Count(text => text == "ok");
        }

        answered.Should().BeLessThanOrEqualTo(46, "a request of 110 tokens may pass the limit by one request at most");
        bot.Person().HeardTexts.Count(text => text == Texts.LimitReached).Should().BeInRange(2, 3, "two and a half hours have passed");
        await bot.Person("Bob").SaysAsync("hi").AnswersAsync("ok");
        await bot.AdvanceAsync(TimeSpan.FromDays(1));
        await bot.SaysAsync("again").AnswersAsync("ok");
    }

    [Fact]
    public async Task Tenant_AtItsLimit_IsNotPassedByFiftyAtOnce()
    {
        _model.Usage = new UsageDetails { InputTokenCount = 1_000, OutputTokenCount = 1_000 };
        await using ConciergeTestHost bot = await StartAsync(o =>
        {
            o.Prices["scripted-1"] = new ModelPrice { Input = 1_000, Output = 1_000 };
            o.PerTenantAndDay = new UsageLimit { Cost = 20 };
        });

        await bot.DeliverAsync([.. Enumerable.Range(0, 50).Select(i => new MessageReceived
        {
            Id = $"m{i}",
            Sender = bot.Person($"P{i}").Identity,
            Body = new TextBody("hi"),
            OccurredAt = bot.Clock.GetUtcNow(),
        })]);

        int answered = Enumerable.Range(0, 50).Count(i => bot.Person($"P{i}").HeardTexts[0] == "ok");
        answered.Should().BeInRange(9, 11, "each request costs 2");
        Enumerable.Range(0, 50).Count(i => bot.Person($"P{i}").HeardTexts[0] == Texts.LimitReached).Should().Be(50 - answered);
    }

    [Fact]
    public async Task Turn_OverItsLimit_EndsHonestly()
    {
        int id = 0;
        _model.Always(_ => [ScriptedClient.Call($"{++id}", "look", new { what = id })]);
        await using ConciergeTestHost bot = await StartAsync(o => o.PerTurn = new UsageLimit { Tokens = 1_500 });

        await bot.SaysAsync("hi").AnswersAsync(Texts.GaveUp);

        _model.Requests.Count.Should().BeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task LongMessage_IsCutBeforeItCosts()
    {
        await using ConciergeTestHost bot = await StartAsync(_ => { });

        await bot.SaysAsync(new string('x', 100_000)).AnswersAsync("ok");

        _model.Last.Messages[^1].Text.Should().HaveLength(8000 + "\n[The message is longer; the rest was cut.]".Length);
    }

    [Fact]
    public async Task Cost_CountsCachedInputAtItsPriceAndIsStoredWithTheTurn()
    {
        _model.Usage = new UsageDetails { InputTokenCount = 1_000_000, CachedInputTokenCount = 500_000, OutputTokenCount = 100_000 };
        await using ConciergeTestHost bot = await StartAsync(o =>
        {
            o.PerTurn = o.PerPersonAndDay = new UsageLimit();
            o.Prices["scripted-1"] = new ModelPrice { Input = 3, CachedInput = 0.3m, Output = 15 };
        });

        await bot.SaysAsync("hi");

        (await bot.Person().TranscriptAsync())[0].Decision.Should().Contain("scripted-1, 1 request(s), 0 failed, 1000000 in (500000 cached), 100000 out, cost 3.15");
    }

    [Fact]
    public async Task FailedRequests_CountByAnEstimate()
    {
        _model.Does(_ => Cut());
        await using ConciergeTestHost bot = await StartAsync(_ => { });

        await bot.SaysAsync("hi");

        (await bot.Person().TranscriptAsync())[0].Decision.Should().MatchRegex("1 request\\(s\\), 1 failed, [1-9][0-9]* in \\(0 cached\\), [1-9][0-9]* out");

        static async IAsyncEnumerable<ChatResponseUpdate> Cut()
        {
            await Task.CompletedTask;
            yield return new ChatResponseUpdate(ChatRole.Assistant, "Your order");
            throw new IOException();
        }
    }

    private Task<ConciergeTestHost> StartAsync(Action<AiOptions> configure) =>
        TestAi.StartAsync(_model, s => s.Tool((int what) => what, "look", policy: TestAi.Read), c => c.ConfigureAi(configure));
}
