using Concierge.Tests.Desk;

namespace Concierge.Tests.Outbox;

/// <summary>O04: a provider that can be asked is asked before anything is sent twice.</summary>
public sealed class SendLookupTests
{
    private static readonly TimeSpan Retried = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task AttemptIsFound_NothingIsSentAgain()
    {
        await using DeskHost host = await StartAsync();
        host.Desk.Findings.Enqueue(SendResult.Accepted("p1"));
        await LosesAnAnswerAsync(host);

        await host.Bot.AdvanceAsync(Retried);

        (_, SendAttempt attempt) = host.Desk.Sends.Should().ContainSingle().Subject;
        SendAttempt looked = host.Desk.Lookups.Should().ContainSingle().Subject;
        (looked.AttemptId, looked.Number).Should().Be((attempt.AttemptId, attempt.Number));
        TranscriptEntry reply = (await host.TranscriptAsync())[1];
        (reply.Status, reply.ProviderMessageId).Should().Be((DeliveryStatus.Accepted, "p1"));
    }

    [Fact]
    public async Task AttemptIsNotThere_IsSentAgain()
    {
        await using DeskHost host = await StartAsync();
        await LosesAnAnswerAsync(host);

        await host.Bot.AdvanceAsync(Retried);

        host.Desk.Texts.Should().Equal("hello", "hello");
        host.Desk.Lookups.Should().ContainSingle();
        host.Desk.Sends.Select(static send => send.Attempt.AttemptId).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task ProviderCannotBeAsked_NothingIsSentUntilItCan()
    {
        await using DeskHost host = await StartAsync();
        for (int i = 0; i < 5; i++)
        {
            host.Desk.Findings.Enqueue(SendResult.Retry());
        }

        await LosesAnAnswerAsync(host);
        await host.Bot.AdvanceAsync(TimeSpan.FromSeconds(30));
        host.Desk.Sends.Should().ContainSingle();
        host.Desk.Lookups.Count.Should().BeInRange(2, 5);

        await host.Bot.AdvanceAsync(TimeSpan.FromMinutes(2));

        host.Desk.Texts.Should().Equal("hello", "hello");
        host.Desk.Lookups.Should().HaveCount(6).And.OnlyContain(attempt => attempt.AttemptId == host.Desk.Sends[0].Attempt.AttemptId);
    }

    [Fact]
    public async Task ProviderGaveItUp_IsADeadLetterAndNotSentAgain()
    {
        await using DeskHost host = await StartAsync();
        host.Desk.Findings.Enqueue(SendResult.Rejected(RejectReason.WindowClosed, "63016"));
        await LosesAnAnswerAsync(host);

        await host.Bot.AdvanceAsync(Retried);

        host.Desk.Sends.Should().ContainSingle();
        (await host.Bot.DeadLettersAsync()).Should().ContainSingle().Which.Reason.Should().Be("WindowClosed (63016)");
    }

    [Fact]
    public async Task TwoLostAttempts_BothAreLookedFor()
    {
        await using DeskHost host = await StartAsync();
        host.Desk.Findings.Enqueue(null);
        host.Desk.Findings.Enqueue(null);
        host.Desk.Findings.Enqueue(SendResult.Accepted("p2"));
        host.Desk.Answers.Enqueue(SendResult.Ambiguous());
        await LosesAnAnswerAsync(host);

        await host.Bot.AdvanceAsync(TimeSpan.FromSeconds(10));

        host.Desk.Sends.Should().HaveCount(2);
        string first = host.Desk.Sends[0].Attempt.AttemptId, second = host.Desk.Sends[1].Attempt.AttemptId;
        host.Desk.Lookups.Select(static attempt => attempt.AttemptId).Should().Equal(first, first, second);
    }

    [Fact]
    public async Task KnownOutcomes_AreNotLookedFor()
    {
        await using DeskHost host = await StartAsync();
        host.Desk.Answers.Enqueue(SendResult.Retry());

        await host.HappensAsync(host.Message("hello"));
        await host.Bot.AdvanceAsync(Retried);

        host.Desk.Sends.Should().HaveCount(2);
        host.Desk.Lookups.Should().BeEmpty();
    }

    [Fact]
    public async Task PolicyIsResend_NobodyIsAsked()
    {
        await using DeskHost host = await StartAsync(AmbiguityPolicy.Resend);
        await LosesAnAnswerAsync(host);

        await host.Bot.AdvanceAsync(Retried);

        host.Desk.Sends.Should().HaveCount(2);
        host.Desk.Lookups.Should().BeEmpty();
    }

    private static Task<DeskHost> StartAsync(AmbiguityPolicy policy = AmbiguityPolicy.Reconcile) => DeskHost.StartAsync(options: o => o.Outbox.Ambiguity = policy);

    private static Task LosesAnAnswerAsync(DeskHost host)
    {
        host.Desk.Answers.Enqueue(SendResult.Ambiguous());
        return host.HappensAsync(host.Message("hello"));
    }
}
