using Concierge.Channels;
using Concierge.Testing;

namespace Concierge.Tests.Outbox;

/// <summary>O04: what becomes of sends whose answer was lost although they arrived.</summary>
public sealed class AmbiguityTests
{
    private const int Sends = 10_000;

    [Fact]
    public async Task HoldForHuman_TenThousandLostAnswers_RepeatsNoneAndLosesNone()
    {
        await using ConciergeTestHost bot = await StartAsync(AmbiguityPolicy.HoldForHuman);
        await SayAllAsync(bot);

        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));

        bot.Sends.Should().HaveCount(Sends);
        (await bot.DeadLettersAsync()).Should().HaveCount(Sends, "each waits for a person's decision");
    }

    /// <summary>What is repeated is what the wait cuts off: with the default, one in two hundred of the answers that were lost although the message arrived.</summary>
    [Theory]
    [InlineData(15, Sends / 200)]
    [InlineData(65, Sends / 1000)]
    public async Task Reconcile_TenThousandLostAnswersWithReceipts_RepeatsOnlyWhatTheWaitCutsOff(int wait, int mostRepeated)
    {
        await using ConciergeTestHost bot = await StartAsync(AmbiguityPolicy.Reconcile, TimeSpan.FromSeconds(wait));
        await SayAllAsync(bot);

        foreach (IGrouping<double, ReceiptReceived> second in bot.Sends.Select((send, i) => (Delay: Delay(i), Receipt: Receipt(send))).GroupBy(r => r.Delay, r => r.Receipt).OrderBy(g => g.Key))
        {
            await bot.AdvanceAsync(bot.Clock.Start.AddSeconds(second.Key) - bot.Clock.GetUtcNow());
            await bot.DeliverAsync([.. second]);
        }

        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));

        (bot.Sends.Count - Sends).Should().BeInRange(1, mostRepeated);
        TestPerson first = bot.Person("P100");
        first.Heard.Should().ContainSingle();
        (await first.TranscriptAsync())[1].Status.Should().Be(DeliveryStatus.Sent);
        (await bot.DeadLettersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Reconcile_NoReceipt_SendsAgainAfterTheWait()
    {
        await using ConciergeTestHost bot = await StartAsync(AmbiguityPolicy.Reconcile);
        bot.AnswerNextSends(SendResult.Ambiguous());
        await bot.SaysAsync("hi").StaysSilentAsync();

        await bot.AdvanceAsync(TimeSpan.FromSeconds(14.9));
        bot.Person().Heard.Should().BeEmpty();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(0.2));

        bot.Person().HeardTexts.Should().Equal("hi");
    }

    [Fact]
    public async Task HoldForHuman_ReceiptComesLater_CompletesTheReply()
    {
        await using ConciergeTestHost bot = await StartAsync(AmbiguityPolicy.HoldForHuman);
        bot.LoseNextAnswers();
        await bot.SaysAsync("hi").AnswersAsync("hi");

        await bot.Person().ReadsAsync();

        (await bot.Person().TranscriptAsync())[1].Status.Should().Be(DeliveryStatus.Read);
        bot.Sends.Should().ContainSingle();
    }

    [Fact]
    public async Task ChannelThrows_CountsAsAmbiguous_AndTheBotGoesOn()
    {
        await using ConciergeTestHost bot = await StartAsync(AmbiguityPolicy.Resend);
        bot.AnswerNextSends(SendResult.Ambiguous("cut off"));

        await bot.SaysAsync("hi").StaysSilentAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));

        bot.Person().HeardTexts.Should().Equal("hi");
        (await bot.Person().TranscriptAsync())[1].Attempts.Select(attempt => attempt.Outcome).Should().Equal("ambiguous", "accepted");
    }

    /// <summary>Assumed latency of receipts: 98 % within 3 s, 1.5 % within 15 s, 0.5 % within 75 s.</summary>
    private static double Delay(int send) => (send % 1000) switch
    {
        < 5 => 15.5 + Math.Round(59.5 * ((send / 1000 * 5) + (send % 1000)) / 49, 1),
        < 20 => 3 + (send % 12),
        _ => 0.2 + (send % 28 / 10.0),
    };

    private static ReceiptReceived Receipt(TestSend send) => new()
    {
        AttemptId = send.Attempt.AttemptId,
        MessageId = $"r.{send.Attempt.AttemptId}",
        RawStatus = "sent",
        Status = DeliveryStatus.Sent,
        Recipient = send.Attempt.Recipient,
    };

    private static Task<ConciergeTestHost> StartAsync(AmbiguityPolicy policy, TimeSpan? wait = null) =>
        ConciergeTestHost.StartAsync(c => c.AddEcho().With(o =>
        {
            o.Outbox.Ambiguity = policy;
            o.Outbox.ReconcileWait = wait ?? o.Outbox.ReconcileWait;
        }));

    private static async Task SayAllAsync(ConciergeTestHost bot)
    {
        bot.LoseNextAnswers(Sends);
        for (int i = 0; i < Sends; i++)
        {
            await bot.Person($"P{i}").SaysAsync("hi");
        }
    }
}
