using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Sessions;

/// <summary>Visits to services: active, completed, expired, handed off. (C5)</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Visit_FromBeginToEnd_IsADocumentARecordALineAndACall()
    {
        var observer = new RecordingObserver();
        await using ConciergeTestHost bot = await StartAsync(observer);
        TestPerson ann = bot.Person();

        await ann.SaysAsync("book");
        await ann.SaysAsync("Tuesday");
        ServiceSession running = (await ann.DocumentAsync())!.Session!;
        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));
        await ann.SaysAsync("done");

        ServiceSession ended = (await ann.DocumentAsync())!.Session!;
        running.Should().BeEquivalentTo(new { Service = "book", State = SessionState.Active, EndedAt = (DateTimeOffset?)null });
        ended.Should().BeEquivalentTo(new { running.Id, State = SessionState.Completed, running.StartedAt, EndedAt = (DateTimeOffset?)bot.Clock.GetUtcNow() });
        ended.Metadata.Should().Contain("day", "Tuesday");
        observer.Heard.Should().Equal((ended.Id, SessionState.Active), (ended.Id, SessionState.Completed));
        (await ann.TranscriptAsync()).Select(line => line.Session?.State).OfType<SessionState>().Should().Equal(SessionState.Active, SessionState.Completed);
        (await RecordsAsync(bot)).Should().ContainSingle().Which.Should().BeEquivalentTo(ended);
    }

    [Fact]
    public async Task Visit_ThatIsSilentForTooLong_ExpiresInTimeAndTheNextMessageIsRoutedAnew()
    {
        var observer = new RecordingObserver();
        await using ConciergeTestHost bot = await StartAsync(observer);
        TestPerson ann = bot.Person();
        await ann.SaysAsync("book");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(59));
        await ann.SaysAsync("I must look");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(59));
        observer.Heard.Should().ContainSingle("the person wrote an hour ago at most");

        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));
        observer.Heard.Select(change => change.State).Should().Equal(SessionState.Active, SessionState.Expired);
        await ann.SaysAsync("Tuesday").AnswersAsync("Tuesday");

        (await RecordsAsync(bot)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { State = SessionState.Expired, Reason = "silence" });
    }

    [Fact]
    public async Task Visit_WhenAColleagueTakesOver_IsHandedOff()
    {
        var observer = new RecordingObserver();
        await using ConciergeTestHost bot = await StartAsync(observer);
        TestPerson ann = bot.Person();
        await ann.SaysAsync("book");

        await bot.Colleague().TakesOverAsync(ann);

        observer.Heard.Select(change => change.State).Should().Equal(SessionState.Active, SessionState.HandedOff);
        (await RecordsAsync(bot)).Should().ContainSingle().Which.State.Should().Be(SessionState.HandedOff);
    }

    [Fact]
    public async Task SecondVisit_HasAnotherId()
    {
        await using ConciergeTestHost bot = await StartAsync(new RecordingObserver());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("book");
        await ann.SaysAsync("done");

        await ann.SaysAsync("book");

        (await RecordsAsync(bot)).Select(session => session.State).Should().Equal(SessionState.Completed, SessionState.Active);
        (await ann.DocumentAsync())!.SessionCount.Should().Be(2);
    }

    [Fact]
    public async Task OneAnswer_IsNoVisit()
    {
        var observer = new RecordingObserver();
        await using ConciergeTestHost bot = await StartAsync(observer);

        await bot.SaysAsync("hi").AnswersAsync("hi");

        observer.Heard.Should().BeEmpty();
        (await RecordsAsync(bot)).Should().BeEmpty();
        (await bot.Person().TranscriptAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task TurnThatFails_LeavesNoVisit_AndCountsItOnceWhenItSucceeds()
    {
        bool fails = true;
        var observer = new RecordingObserver();
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.AddService("chat", s => s.Default().Hold(ServiceHold.Continue), turn => fails ? throw new InvalidOperationException("not yet") : ValueTask.CompletedTask);
            c.Services.AddSingleton<ISessionObserver>(observer);
        });
        await bot.SaysAsync("hi");
        observer.Heard.Should().BeEmpty();

        fails = false;
        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));

        observer.Heard.Should().ContainSingle();
        (await RecordsAsync(bot)).Should().ContainSingle();
    }

    [Fact]
    public async Task Observer_ThatFails_HoldsNothingUp()
    {
        await using ConciergeTestHost bot = await StartAsync(new RecordingObserver { Fails = true });

        await bot.SaysAsync("book").AnswersAsync("when?");
        await bot.SaysAsync("done").AnswersAsync("booked");
    }

    [Fact]
    public async Task Record_OfATurn_IsWrittenWithItsCommit_AndAConflictRunsItAgain()
    {
        int runs = 0;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("count", s => s.Default(), async turn =>
        {
            IRecordStore records = turn.Services.GetRequiredService<IRecordStore>();
            StoredRecord? before = await records.LoadAsync("counts", "all", turn.CancellationToken);
            if (runs++ == 0)
            {
                // Somebody else is faster.
                await records.SaveAsync([new RecordWrite("counts", "all", "7"u8.ToArray())], turn.CancellationToken);
            }

            byte count = before is null ? (byte)'1' : (byte)(before.Content.Span[0] + 1);
            turn.Write(new RecordWrite("counts", "all", new[] { count }) { ExpectedVersion = before?.Version ?? 0 });
            turn.Reply($"{(char)count}");
        }));

        await bot.SaysAsync("hi").AnswersAsync("8");

        runs.Should().Be(2);
        bot.Failures.Should().BeEmpty();
    }

    private static Task<ConciergeTestHost> StartAsync(ISessionObserver observer) => ConciergeTestHost.StartAsync(c =>
    {
        c.AddService("book", s => s.Keywords("book").IdleTimeout(TimeSpan.FromHours(1)), turn =>
        {
            bool isDone = turn.Text == "done";
            turn.Document.ActiveService = isDone ? null : "book";
            if (turn.Text is not ("book" or "done"))
            {
                turn.Document.Session!.Metadata["day"] = turn.Text;
            }

            turn.Reply(isDone ? "booked" : "when?");
            return ValueTask.CompletedTask;
        }).AddEcho();
        c.Services.AddSingleton(observer);
    });

    private static async Task<IReadOnlyList<ServiceSession>> RecordsAsync(ConciergeTestHost bot) =>
        [.. (await bot.Services.GetRequiredService<IRecordStore>().ListAsync(ServiceSession.Collection, string.Empty, null, 100, CancellationToken.None))
            .Select(record => ConciergeJson.ReadSession(record.Content.Span))];
}
