using Concierge.Channels;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Messaging;

public sealed class ConsentTests
{
    public static TheoryData<string, string> OptOuts => new()
    {
        { "STOP", "Done: you will get no more" },
        { " stop. ", "Done: you will get no more" },
        { "Unsubscribe", "Done: you will get no more" },
        { "Désabonner", "C'est noté" },
        { "BAJA", "Entendido" },
        { "Abmelden!", "Verstanden" },
        { "disiscrivimi", "Va bene" },
        { "Cancelar inscrição", "Certo" },
        { "Afmelden", "Begrepen" },
        { "Rezygnuję", "Zapisano" },
        { "abonelikten çık", "Anlaşıldı" },
        { "Отписаться", "Принято" },
        { "إلغاء الاشتراك", "تم" },
        { "退订", "好的" },
        { "berhenti", "Baik" },
        { "הסר", "Done" },
        { "수신거부", "Done" },
        { "配信停止", "Done" },
    };

    /// <summary>O07: confirmed once; nothing unasked is sent after it, answers are.</summary>
    [Theory]
    [MemberData(nameof(OptOuts))]
    public async Task OptOut_InManyLanguages_IsConfirmedOnceAndHonoured(string word, string confirmation)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("later"), bot.Clock.GetUtcNow().AddHours(1));

        (await ann.SaysAsync(word)).Texts.Should().ContainSingle().Which.Should().StartWith(confirmation);
        (await ann.SaysAsync(word)).Count.Should().Be(0);
        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("now"));
        await bot.AdvanceAsync(TimeSpan.FromHours(2));
        ann.HeardTexts.Should().HaveCount(2, "neither the notice now nor the one for later is sent");
        await ann.SaysAsync("a question").AnswersAsync("a question");

        (await ann.DocumentAsync())!.Profile.Consent.Should().Be(Consent.OptedOut);
        (await ann.TranscriptAsync()).Should().Contain(line => line.Status == DeliveryStatus.Cancelled && line.Decision == "not sent: optedOut");
    }

    /// <summary>A word that ends it all is complete: it is not taken for one line of many.</summary>
    [Theory]
    [InlineData("hello", "STOP")]
    [InlineData("STOP", "hello")]
    [InlineData("I have had enough", "STOP", "really")]
    public async Task OptOut_AmongABurst_IsHonoured(params string[] burst)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(o => o.Debounce = TimeSpan.FromSeconds(3)));

        await bot.Person().SaysAllAsync(burst);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(20));

        (await bot.Person().DocumentAsync())!.Profile.Consent.Should().Be(Consent.OptedOut);
        bot.Person().HeardTexts.Should().ContainSingle(text => text.StartsWith("Done: you will get no more"));
    }

    /// <summary>O07: the word comes while the bot is still thinking about what was said before it.</summary>
    [Theory]
    [MemberData(nameof(OptOuts))]
    public async Task OptOut_WhileAnAnswerIsBeingMade_NothingUnaskedIsSentAfterIt(string word, string confirmation)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("slow", s => s.Default(), async turn =>
        {
            await Task.Delay(TimeSpan.FromSeconds(20), turn.Clock, turn.CancellationToken);
            turn.Reply("the answer");
            turn.Reply(Notice("an offer that nobody asked for"));
            turn.Schedule(new ConversationTimer { Id = "later", Handler = "none", DueAt = turn.Clock.GetUtcNow().AddHours(1) });
        }));
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        int before = bot.Sends.Count;

        await ann.SaysAllAsync("a question", word, word);
        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("now"));
        await bot.AdvanceAsync(TimeSpan.FromHours(2));

        string[] heard = [.. bot.Sends.Skip(before).Select(send => send.Message.PlainText!)];
        int confirmed = Array.FindIndex(heard, text => text.StartsWith(confirmation, StringComparison.Ordinal));
        confirmed.Should().BeGreaterThanOrEqualTo(0);
        heard.Should().ContainSingle(text => text.StartsWith(confirmation, StringComparison.Ordinal)).And.Contain("the answer").And.NotContain("now");
        bot.Sends.Skip(before + confirmed).Should().OnlyContain(send => send.Message.Purpose == MessagePurpose.Answer);
    }

    [Fact]
    public async Task OptIn_AfterOptOut_IsConfirmedAndNoticesAreSentAgain()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("STOP");

        (await bot.SaysAsync("START")).Text.Should().StartWith("Done: you will get our messages again");
        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("ready"));
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        bot.Person().HeardTexts[^1].Should().Be("ready");
    }

    [Fact]
    public async Task Start_ToSomebodyWhoNeverLeft_GoesToTheBot()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        await bot.SaysAsync("start").AnswersAsync("start");

        (await bot.Person().DocumentAsync())!.Profile.Consent.Should().Be(Consent.OptedIn);
    }

    [Theory]
    [InlineData("please stop by at noon")]
    [InlineData("when does the bus stop?")]
    [InlineData("cancel")]
    [InlineData("end")]
    public async Task Word_AmongOthersOrOfADialogue_IsNoOptOut(string text)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        await bot.SaysAsync(text).AnswersAsync(text);
    }

    /// <summary>The provider refuses because the person blocked the business there: it counts like a word here.</summary>
    [Fact]
    public async Task ProviderSaysOptedOut_Notices_AreNotSentAnyMore()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("hi");
        bot.AnswerNextSends(SendResult.Rejected(RejectReason.OptedOut, "21610"));
        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("one"));
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("two"));
        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));

        bot.Sends.Should().HaveCount(2, "the echo and the one refused notice");
    }

    /// <summary>Meta takes the message and tells by a receipt that the person opted out.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReceiptSaysOptedOut_Notices_AreNotSentAnyMore(bool answerLost)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("hi");
        if (answerLost)
        {
            bot.LoseNextAnswers(1);
        }

        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("one"));
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        await bot.DeliverAsync(new ReceiptReceived
        {
            RawStatus = "failed",
            Status = DeliveryStatus.Failed,
            Recipient = bot.Person().Identity,
            AttemptId = bot.Sends[^1].Attempt.AttemptId,
            Reason = RejectReason.OptedOut,
            ErrorCode = "131050",
        });

        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("two"));
        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));

        bot.Sends.Should().HaveCount(2, "the echo and the one notice that failed");
        ContactProfile profile = (await bot.Person().DocumentAsync())!.Profile;
        profile.Consent.Should().Be(Consent.OptedOut);
        profile.ConsentAt.Should().NotBeNull();
    }

    /// <summary>Meta's 131050 is about marketing alone: the bread that was ordered is still announced.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ProviderSaysMarketingRefused_OffersEndAndNoticesGoOn(bool byReceipt)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("subscribe");
        if (!byReceipt)
        {
            bot.AnswerNextSends(SendResult.Rejected(RejectReason.MarketingRefused, "131050"));
        }

        await SendAsync(new TextMessage("offer one") { Purpose = MessagePurpose.Marketing });
        if (byReceipt)
        {
            await bot.DeliverAsync(new ReceiptReceived
            {
                RawStatus = "failed",
                Status = DeliveryStatus.Failed,
                Recipient = bot.Person().Identity,
                AttemptId = bot.Sends[^1].Attempt.AttemptId,
                Reason = RejectReason.MarketingRefused,
                ErrorCode = "131050",
            });
        }

        await SendAsync(new TextMessage("offer two") { Purpose = MessagePurpose.Marketing });
        await SendAsync(Notice("bread"));

        bot.Sends.Select(send => send.Message.PlainText).Should().EndWith(["offer one", "bread"]);
        ContactProfile profile = (await bot.Person().DocumentAsync())!.Profile;
        profile.RefusesMarketing.Should().BeTrue();
        profile.Consent.Should().Be(Consent.OptedIn);

        async Task SendAsync(OutboundMessage message)
        {
            await Messenger(bot).SendAsync(await IdAsync(bot), message);
            await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Marketing_NeedsAnOptInAndEndsWithThePersonsPreference()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("hi");
        await SendAsync("before any consent");
        await bot.SaysAsync("subscribe");
        await SendAsync("with consent");
        await bot.DeliverAsync(new AccountNotice { Topic = "user_preferences", Event = "stop", AllowsMarketing = false, Contact = bot.Person().Identity });
        await SendAsync("after the preference");
        await Messenger(bot).SendAsync(await IdAsync(bot), Notice("ready"));
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        bot.Person().HeardTexts.Should().Equal("hi", "subscribe", "with consent", "ready");

        async Task SendAsync(string text)
        {
            await Messenger(bot).SendAsync(await IdAsync(bot), new TextMessage(text) { Purpose = MessagePurpose.Marketing });
            await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Blocked_Person_IsRecordedAndNotAnswered()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("block", s => s.Default(), turn =>
        {
            turn.Reply("bye");
            turn.Document.Profile.IsBlocked = true;
            return ValueTask.CompletedTask;
        }));
        await bot.SaysAsync("hi").AnswersAsync("bye");

        (await bot.SaysAsync("hello?")).Count.Should().Be(0);

        (await bot.Person().TranscriptAsync())[^1].Decision.Should().Be("not answered: blocked");
    }

    private static TextMessage Notice(string text) => new(text) { Purpose = MessagePurpose.Notice };

    private static IConciergeMessenger Messenger(ConciergeTestHost bot) => bot.Services.GetRequiredService<IConciergeMessenger>();

    private static async Task<ConversationId> IdAsync(ConciergeTestHost bot) => (await bot.Person().DocumentAsync())!.Id;
}
