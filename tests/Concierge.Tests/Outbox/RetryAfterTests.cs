using Concierge.Testing;

namespace Concierge.Tests.Outbox;

/// <summary>O01: never before the time the provider asked for, at most a tenth later, never longer than an hour, nothing lost.</summary>
public sealed class RetryAfterTests
{
    public static TheoryData<double?, double, double> Matrix => new()
    {
        { 1, 1, 1.1 },
        { 30, 30, 33 },
        { 3600, 3600, 3960 },
        { 7200, 3600, 3960 },
        { 1e9, 3600, 3960 },
        { 0, 1, 1.1 },
        { -1, 1, 1.1 },
        { null, 1, 1.1 },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Retry_Message_WaitsAsAsked(double? asked, double least, double most)
    {
        await using ConciergeTestHost bot = await StartAsync(RetryScope.Message, asked);

        await bot.AdvanceAsync(TimeSpan.FromSeconds(most));

        bot.Person().HeardTexts.Should().Equal("hi");
        Wait(bot).Should().BeInRange(least, most);
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Retry_Account_HoldsBackEverybody(double? asked, double least, double most)
    {
        await using ConciergeTestHost bot = await StartAsync(RetryScope.Account, asked);
        await bot.Person("Bob").SaysAsync("me too").StaysSilentAsync();

        await bot.AdvanceAsync(TimeSpan.FromSeconds(most));

        bot.Person().HeardTexts.Should().Equal("hi");
        bot.Person("Bob").HeardTexts.Should().Equal("me too");
        Wait(bot).Should().BeInRange(least, most);
    }

    [Fact]
    public async Task Retry_Message_DoesNotHoldBackOthers()
    {
        await using ConciergeTestHost bot = await StartAsync(RetryScope.Message, 600);

        await bot.Person("Bob").SaysAsync("me too").AnswersAsync("me too");
    }

    [Fact]
    public async Task Retry_WithoutEnd_BecomesADeadLetter()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        bot.AnswerNextSends([.. Enumerable.Repeat<SendResult>(SendResult.Retry(code: "500"), 20)]);
        await bot.SaysAsync("hi");

        await bot.AdvanceAsync(TimeSpan.FromHours(2));

        bot.Sends.Should().HaveCount(10);
        (await bot.DeadLettersAsync()).Should().ContainSingle().Which.Reason.Should().Contain("500");
    }

    [Fact]
    public async Task Retry_Credentials_IsTriedSoonAfterTheyAreMended_AndCountsNoAttempt()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        bot.AnswerNextSends([.. Enumerable.Repeat<SendResult>(SendResult.Retry(RetryScope.Credentials), 100)]);
        await bot.SaysAsync("hi");

        await bot.AdvanceAsync(TimeSpan.FromMinutes(10));

        bot.Person().HeardTexts.Should().Equal("hi");
        bot.Sends.Zip(bot.Sends.Skip(1)).Should().OnlyContain(pair => pair.Second.At - pair.First.At <= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Rejected_BecomesADeadLetterAtOnce_AndTheNextGoesOut()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        bot.AnswerNextSends(SendResult.Rejected(RejectReason.Policy, "131049"));

        await bot.SaysAsync("first").StaysSilentAsync();
        await bot.SaysAsync("second").AnswersAsync("second");

        (await bot.DeadLettersAsync()).Should().ContainSingle().Which.Reason.Should().Contain("131049");
    }

    private static async Task<ConciergeTestHost> StartAsync(RetryScope scope, double? asked)
    {
        ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        bot.AnswerNextSends(SendResult.Retry(scope, asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null, "429"));
        await bot.SaysAsync("hi").StaysSilentAsync();
        return bot;
    }

    private static double Wait(ConciergeTestHost bot) => (bot.Sends[1].At - bot.Sends[0].At).TotalSeconds;
}
