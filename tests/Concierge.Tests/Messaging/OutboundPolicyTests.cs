using Concierge.Channels;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Messaging;

public sealed class OutboundPolicyTests
{
    private static readonly ChannelCapabilities WithWindow = new() { Templates = true, ServiceWindow = TimeSpan.FromHours(24) };

    /// <summary>O06: around the end of the window, with clocks that differ by up to five seconds, no free message is sent after it.</summary>
    [Theory]
    [InlineData(-3600, true)]
    [InlineData(-11, true)]
    [InlineData(-10, false)]
    [InlineData(-5, false)]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(86400, false)]
    public async Task FreeMessage_AroundTheEndOfTheWindow_IsSentOnlyBeforeIt(int secondsAfterTheEnd, bool sent)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho(), capabilities: WithWindow);
        await bot.SaysAsync("hi");
        await bot.AdvanceAsync(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(secondsAfterTheEnd));

        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("ready"));
        await bot.AdvanceAsync(TimeSpan.FromSeconds(0.5));

        bot.Sends.Should().HaveCount(sent ? 2 : 1);
        if (!sent)
        {
            (await bot.DeadLettersAsync()).Should().ContainSingle().Which.Reason.Should().Be(nameof(RejectReason.WindowClosed));
        }
    }

    /// <summary>
    /// O06: ten thousand persons whose window ends within two seconds of the moment of sending, told by a provider whose clock is up to five
    /// seconds off: by neither clock is one of them sent a free message after the end. Seconds earlier all of them are.
    /// </summary>
    [Theory]
    [InlineData(-2.0, 2.0, false)]
    [InlineData(-22.0, -18.0, true)]
    public async Task FreeMessages_TenThousandAroundTheEndOfTheWindow_AreSentOnlyBeforeIt(double from, double to, bool sent)
    {
        const int cases = 10_000;
        const int moments = 100;
        AccountKey account = new("test", AccountKey.DefaultName);
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("quiet", s => s.Default(), _ => ValueTask.CompletedTask), capabilities: WithWindow);
        DateTimeOffset start = bot.Clock.GetUtcNow();
        var random = new Random(6);
        TimeSpan[] skews = [.. Enumerable.Range(0, cases).Select(_ => TimeSpan.FromSeconds((random.NextDouble() * 10) - 5))];
        foreach (int[] batch in Enumerable.Range(0, cases).Chunk(500))
        {
            await bot.DeliverAsync([.. batch.Select(i => new MessageReceived { Id = $"m{i}", OccurredAt = start + skews[i], Sender = new ContactIdentity { Addresses = [Address(i)] }, Body = new TextBody("hi") })]);
        }

        var ends = new Dictionary<string, DateTimeOffset>();
        foreach (int[] batch in Enumerable.Range(0, cases).Chunk(cases / moments))
        {
            double offset = from + ((to - from) * batch[0] / cases);
            await bot.AdvanceAsync(start + TimeSpan.FromHours(24) + TimeSpan.FromSeconds(offset) - bot.Clock.GetUtcNow());
            foreach (int i in batch)
            {
                ends.Add(Address(i).Value, start + skews[i] + TimeSpan.FromHours(24));
                await Messenger(bot).SendAsync(account, Address(i), Notice("ready"));
            }
        }

        await bot.AdvanceAsync(TimeSpan.FromMinutes(10));

        bot.Sends.Should().HaveCount(sent ? cases : 0);
        bot.Sends.Should().NotContain(send => send.At >= ends[send.Attempt.Recipient.Addresses[0].Value] || send.At >= start + TimeSpan.FromHours(24));

        static ContactAddress Address(int i) => new(ContactAddressKind.Phone, $"4915100{i:D6}");
    }

    [Fact]
    public async Task OutsideWindow_TemplateIsDeclared_IsSentInstead()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho(), capabilities: WithWindow);
        await bot.SaysAsync("hi");
        await bot.AdvanceAsync(TimeSpan.FromHours(30));
        var template = new TemplateMessage("order_ready", "en");

        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("ready") with { OutsideWindow = template });
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        bot.Person().Heard[^1].Should().BeOfType<TemplateMessage>().Which.Name.Should().Be("order_ready");
        (await bot.DeadLettersAsync()).Should().BeEmpty();
    }

    /// <summary>A reply that waits for its next try over the end of the window is not sent freely after it.</summary>
    [Fact]
    public async Task Retry_OverTheEndOfTheWindow_IsNotSent()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho(), capabilities: WithWindow);
        bot.AnswerNextSends(SendResult.Accepted("out.1"), SendResult.Retry(RetryScope.Message, after: TimeSpan.FromMinutes(50)));
        await bot.SaysAsync("hi");
        await bot.AdvanceAsync(TimeSpan.FromHours(23.5));
        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("ready"));
        await bot.AdvanceAsync(TimeSpan.FromHours(2));

        bot.Sends.Should().HaveCount(2, "the second try would have been too late");
        (await bot.DeadLettersAsync()).Should().ContainSingle().Which.Reason.Should().Be(nameof(RejectReason.WindowClosed));
    }

    [Fact]
    public async Task Operator_OutsideTheWindow_IsRefusedToo()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho(), capabilities: WithWindow);
        await bot.SaysAsync("hi");
        await bot.AdvanceAsync(TimeSpan.FromHours(25));

        await bot.Colleague().WritesAsync(bot.Person(), "Sorry for the wait.");

        bot.Sends.Should().ContainSingle();
        (await bot.Person().TranscriptAsync())[^1].Status.Should().Be(DeliveryStatus.Failed);
    }

    [Fact]
    public async Task Allowed_OnlyNamedPurposes_AreSentBesideAnswers()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(o => o.Outbound.Allowed = [MessagePurpose.Question, MessagePurpose.Error]));
        await bot.SaysAsync("hi");

        foreach (MessagePurpose purpose in Enum.GetValues<MessagePurpose>())
        {
            await Messenger(bot).SendAsync(await IdAsync(bot), new TextMessage(purpose.ToString()) { Purpose = purpose });
        }

        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));

        bot.Person().HeardTexts.Should().Equal("hi", "Answer", "Question", "Error");
    }

    /// <summary>Paris, 22:00 to 8:00: a notice at 23:00 waits until 8:00 there, an answer does not.</summary>
    [Fact]
    public async Task QuietHours_Notice_WaitsUntilTheyAreOver()
    {
        var now = new DateTimeOffset(2026, 7, 1, 21, 0, 0, TimeSpan.Zero);
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(
            c => c.AddEcho().With(o =>
            {
                o.Outbound.QuietFrom = new TimeOnly(22, 0);
                o.Outbound.QuietUntil = new TimeOnly(8, 0);
                o.Outbound.TimeZone = "Europe/Paris";
            }),
            now);
        await bot.SaysAsync("hi").AnswersAsync("hi");
        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("ready"));

        await bot.AdvanceAsync(TimeSpan.FromHours(8.9));
        bot.Person().HeardTexts.Should().Equal("hi");
        await bot.AdvanceAsync(TimeSpan.FromHours(0.2));

        bot.Person().HeardTexts.Should().Equal("hi", "ready");
    }

    [Fact]
    public async Task Options_QuietFromWithoutUntil_RefusesToStart()
    {
        Func<Task> act = async () => await ConciergeTestHost.StartAsync(c => c.AddEcho().With(o => o.Outbound.QuietFrom = new TimeOnly(22, 0)));

        await act.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*QuietFrom and QuietUntil belong together*");
    }

    [Fact]
    public async Task RateLimit_TooMany_OneNoticeThenSilenceThenAnswersAgain()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(o => o.Outbound.MaxTurnsPerMinute = 5));
        for (int i = 0; i < 12; i++)
        {
            await bot.SaysAsync($"message {i}");
        }

        bot.Person().HeardTexts.Should().HaveCount(6);
        bot.Person().HeardTexts[^1].Should().Be("You are writing faster than I can answer. One moment, please.");
        await bot.AdvanceAsync(TimeSpan.FromSeconds(30));
        await bot.SaysAsync("again").AnswersAsync("again");
    }

    /// <summary>I11: two bots that repeat themselves stop after five turns.</summary>
    [Theory]
    [InlineData("Sorry, I did not understand.", "echo")]
    [InlineData("You said: {0}", "wrap")]
    public async Task OtherBot_AnswersEveryAnswer_IsLeftAloneAfterFiveTurns(string pattern, string name)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService(name, s => s.Default(), turn =>
        {
            turn.Reply($"I heard you say {turn.Text}");
            return ValueTask.CompletedTask;
        }));
        string says = "Hello, how can I help?";
        int answered = 0;
        for (int i = 0; i < 30; i++)
        {
            TestAnswers answers = await bot.SaysAsync(says);
            await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
            answered += answers.Count;
            says = answers.Count > 0 ? string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, answers.Text) : says;
        }

        answered.Should().BeInRange(5, 7);
        await bot.AdvanceAsync(TimeSpan.FromMinutes(11));
        (await bot.SaysAsync("a person at last")).Count.Should().Be(1);
    }

    [Fact]
    public async Task Person_WritesQuicklyAndDifferently_IsAlwaysAnswered()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        for (int i = 0; i < 40; i++)
        {
            await bot.SaysAsync($"question {i}").AnswersAsync($"question {i}");
        }
    }

    [Fact]
    public async Task Person_RepeatsTheSameWithoutWaiting_IsAlwaysAnswered()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        TestAnswers answers = await bot.Person().SaysAllAsync([.. Enumerable.Repeat("hello", 20)]);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(10));

        bot.Person().HeardTexts.Should().HaveCount(20);
        answers.Count.Should().BeGreaterThan(0);
    }

    private static TextMessage Notice(string text) => new(text) { Purpose = MessagePurpose.Notice };

    private static IConciergeMessenger Messenger(ConciergeTestHost bot) => bot.Services.GetRequiredService<IConciergeMessenger>();

    private static async Task<ConversationId> IdAsync(ConciergeTestHost bot) => (await bot.Person().DocumentAsync())!.Id;
}
