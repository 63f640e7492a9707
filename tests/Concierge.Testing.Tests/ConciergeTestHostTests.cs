using System.Text;
using Concierge.Channels;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;

namespace Concierge.Testing.Tests;

/// <summary>E11: the test kit, used as its users use it.</summary>
public sealed class ConciergeTestHostTests
{
    private static readonly Choice[] Rooms = [new("r1", "With a view"), new("r2", "Quiet")];

    [Fact]
    public async Task SaysAsync_OnePerson_GetsTheAnswer()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Greeter);

        await bot.SaysAsync("hello").AnswersAsync("Hello Ann!");
        await bot.Person("Bob").SaysAsync("hello").AnswersAsync("Hello Bob!");

        bot.Person("Ann").HeardTexts.Should().Equal("Hello Ann!");
    }

    [Fact]
    public async Task TapsAsync_ByTitleOrId_IsTheSame()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Hotel);
        TestPerson ann = bot.Person("Ann");

        TestAnswers question = await ann.SaysAsync("a room please");
        question.Choices.Should().Equal(Rooms);

        await ann.TapsAsync("Quiet").AnswersAsync("You get room r2.");
        await ann.TapsAsync("r1").AnswersAsync("You get room r1.");
    }

    [Fact]
    public async Task TapsAsync_UnknownChoice_NamesWhatWasOffered()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Hotel);
        await bot.SaysAsync("a room please");

        Func<Task> tap = () => bot.Person().TapsAsync("Penthouse");

        (await tap.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*r1 (With a view), r2 (Quiet)*");
    }

    [Fact]
    public async Task AdvanceAsync_Debounce_GathersTheBurst()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            Echo(c);
            c.Services.Configure<ConciergeOptions>(options => options.Debounce = TimeSpan.FromSeconds(3));
        });
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("I want").StaysSilentAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));
        await ann.SaysAsync("a room").StaysSilentAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2.9));
        ann.Heard.Should().BeEmpty();

        await bot.AdvanceAsync(TimeSpan.FromSeconds(0.1));

        ann.HeardTexts.Should().Equal("I want\na room");
    }

    [Fact]
    public async Task SaysAsync_TurnWaitsOnTheClock_MovesIt()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("slow", s => s.Default(), async turn =>
        {
            await Task.Delay(TimeSpan.FromSeconds(20), turn.Clock, turn.CancellationToken);
            turn.Reply("done");
        }));

        await bot.SaysAsync("go").AnswersAsync("done");

        bot.Clock.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(20)).And.BeLessThan(TimeSpan.FromSeconds(21));
    }

    [Fact]
    public async Task SaysAsync_TurnWaitsForSomethingReal_IsWaitedFor()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("real", s => s.Default(), async turn =>
        {
            await Task.Run(() => Thread.SpinWait(1000));
            turn.Reply("from another thread");
        }));

        await bot.SaysAsync("go").AnswersAsync("from another thread");

        bot.Clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Failures_ServiceThrows_AreShownAndTheTurnIsRetried()
    {
        int calls = 0;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("shaky", s => s.Default(), turn =>
        {
            if (++calls == 1)
            {
                throw new InvalidOperationException("the first time");
            }

            turn.Reply("well now");
            return ValueTask.CompletedTask;
        }));

        TestAnswers answers = await bot.SaysAsync("go");
        answers.Should().BeEmpty();
        answers.Failures.Should().ContainSingle().Which.Message.Should().Be("the first time");
        Func<Task> silent = () => Task.FromResult(answers).StaysSilentAsync();
        (await silent.Should().ThrowAsync<XunitException>()).WithMessage("*the first time*");

        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));
        bot.Person().HeardTexts.Should().Equal("well now");
    }

    [Fact]
    public async Task AnswersAsync_AnotherAnswer_SaysBoth()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Greeter);

        Func<Task> expectation = () => bot.SaysAsync("hello").AnswersAsync("Good day");

        (await expectation.Should().ThrowAsync<XunitException>()).WithMessage("*Good day*Hello Ann!*");
    }

    [Fact]
    public async Task SendsFileAsync_Picture_ReachesTheBotAndComesBack()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("copier", s => s.Default(), async turn =>
        {
            var media = (IMediaChannel)turn.Channel;
            await using MediaDownload file = await media.DownloadAsync(((MediaBody)turn.Message.Body).Media, 1000, turn.CancellationToken);
            MediaSource copy = await media.UploadAsync(file.Content, file.MimeType!, "copy.txt", turn.CancellationToken);
            turn.Reply(new MediaMessage(MediaKind.Document, copy) { Caption = turn.Text });
        }));
        TestPerson ann = bot.Person("Ann");

        await ann.SendsFileAsync(MediaKind.Document, "invoice"u8.ToArray(), "text/plain", caption: "please copy").AnswersAsync("please copy");

        TestFile copy = ann.FileOf((MediaMessage)ann.Heard[0])!;
        Encoding.UTF8.GetString(copy.Content.Span).Should().Be("invoice");
        copy.FileName.Should().Be("copy.txt");
    }

    [Fact]
    public async Task Colleague_TakesOver_SilencesTheBotUntilItIsHandedBack()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Greeter);
        TestPerson ann = bot.Person("Ann");
        TestColleague olga = bot.Colleague("Olga");
        await ann.SaysAsync("hello");

        await olga.TakesOverAsync(ann);
        await ann.SaysAsync("is somebody there?").StaysSilentAsync();
        await olga.WritesAsync(ann, "This is Olga.");
        await olga.HandsBackAsync(ann);
        await ann.SaysAsync("hello again").AnswersAsync("Hello Ann!");

        ann.HeardTexts.Should().Equal("Hello Ann!", "This is Olga.", "Hello Ann!");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_OwedReply_IsSentAfterwards(bool crash)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Greeter);
        bot.AnswerNextSends(SendResult.Retry(RetryScope.Message, TimeSpan.FromMinutes(1)));
        await bot.SaysAsync("hello").StaysSilentAsync();

        await (crash ? bot.CrashAsync() : bot.RestartAsync());
        await bot.AdvanceAsync(TimeSpan.FromMinutes(2));

        bot.Person().HeardTexts.Should().Equal("Hello Ann!");
        bot.Sends.Should().HaveCount(2);
    }

    [Fact]
    public async Task CrashAsync_InTheMiddleOfATurn_RepeatsTheTurn()
    {
        var reached = new List<string>();
        bool hang = true;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("hanging", s => s.Default(), async turn =>
        {
            reached.Add(turn.Text);
            if (hang)
            {
                await new TaskCompletionSource().Task;
            }

            turn.Reply("here I am");
        }));
        bot.RealTimeout = TimeSpan.FromMilliseconds(50);
        await bot.SaysAsync("anybody?").StaysSilentAsync();
        hang = false;

        await bot.CrashAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        reached.Should().Equal("anybody?", "anybody?");
        bot.Person().HeardTexts.Should().Equal("here I am");
    }

    [Fact]
    public async Task ReadsAsync_Receipts_ReachTheTranscript()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Greeter);
        TestPerson ann = bot.Person("Ann");
        await ann.SaysAsync("hello");

        await ann.ReadsAsync();

        IReadOnlyList<TranscriptEntry> transcript = await ann.TranscriptAsync();
        transcript.Select(line => line.Author).Should().Equal(Author.Contact, Author.Bot);
        transcript[1].Status.Should().Be(DeliveryStatus.Read);
        (await ann.DocumentAsync())!.OutboundCount.Should().Be(1);
    }

    [Fact]
    public async Task IsRedeliveredAsync_SameMessage_HasNoSecondEffect()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Greeter);
        await bot.SaysAsync("hello").AnswersAsync("Hello Ann!");

        await bot.AdvanceAsync(TimeSpan.FromDays(7.9));
        await bot.Person().IsRedeliveredAsync().StaysSilentAsync();
    }

    [Fact]
    public async Task StartAsync_WrongOptions_SaysWhichSetting()
    {
        Func<Task> start = () => ConciergeTestHost.StartAsync(c =>
        {
            Echo(c);
            c.Services.Configure<ConciergeOptions>(options => options.MaxParallelConversations = 0);
        });

        (await start.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>()).WithMessage("*MaxParallelConversations*");
    }

    private static void Echo(IConciergeBuilder concierge) => concierge.AddService("echo", s => s.Default(), turn =>
    {
        turn.Reply(turn.Text);
        return ValueTask.CompletedTask;
    });

    private static void Greeter(IConciergeBuilder concierge) => concierge.AddService("greeter", s => s.Default(), turn =>
    {
        turn.Reply($"Hello {turn.Message.Sender.DisplayName}!");
        return ValueTask.CompletedTask;
    });

    private static void Hotel(IConciergeBuilder concierge) => concierge.AddService("hotel", s => s.Default(), turn =>
    {
        turn.Reply(turn.Message.Body is ChoiceBody choice ? new TextMessage($"You get room {choice.ChoiceId}.") : new ChoiceMessage("Which room?", Rooms));
        return ValueTask.CompletedTask;
    });
}
