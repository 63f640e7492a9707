using Concierge.Reliability.Tests.Rig;

namespace Concierge.Reliability.Tests;

/// <summary>The judge is judged: each kind of violation, written into a ledger by hand, must be found.</summary>
public sealed class LedgerCheckerTests
{
    private const string Person = "447700900001";

    private readonly List<LedgerEntry> _entries = [];

    [Fact]
    public void Check_EverythingOnceInOrder_FindsNothing()
    {
        Accept("a");
        Send("a", "1");
        Accept("b");
        Send("b", "2");

        LedgerVerdict verdict = LedgerChecker.Check(_entries);

        verdict.Lost.Should().BeEmpty();
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.ExplainedDuplicates.Should().Be(0);
        verdict.Inversions.Should().BeEmpty();
        verdict.Foreign.Should().BeEmpty();
    }

    /// <summary>A ledger is written by one process and judged by another.</summary>
    [Fact]
    public void Snapshot_ReadBackFromItsLines_IsTheSame()
    {
        using var folder = new TempFolder("ledger");
        using var ledger = new Ledger(Path.Combine(folder.Path, "ledger.tsv"), isShared: true);
        ledger.Write(LedgerKind.Posted, Person, "a text");
        ledger.Write(LedgerKind.Answered, Person, "echo: a text", "c1.1.1", 200);
        ledger.Write(LedgerKind.HostDied, code: 137);

        LedgerEntry[] read = [.. File.ReadLines(Path.Combine(folder.Path, "ledger.tsv")).Select(LedgerEntry.Parse)];

        read.Should().BeEquivalentTo(ledger.Snapshot(), options => options.WithStrictOrdering()
            .Using<TimeSpan>(time => time.Subject.Should().BeCloseTo(time.Expectation, TimeSpan.FromMilliseconds(0.001))).WhenTypeIs<TimeSpan>());
    }

    [Fact]
    public void Check_AcceptedAndNeverAnswered_IsLost()
    {
        Accept("a");

        LedgerChecker.Check(_entries).Lost.Should().Equal("a");
    }

    [Fact]
    public void Check_RefusedAndNeverAnswered_IsNotLost()
    {
        Write(LedgerKind.Posted, "a");
        Write(LedgerKind.Refused, "a");

        LedgerChecker.Check(_entries).Lost.Should().BeEmpty();
    }

    [Fact]
    public void Check_SentTwiceWithoutReason_IsUnexplained()
    {
        Accept("a");
        Send("a", "1");
        Send("a", "2");

        LedgerChecker.Check(_entries).UnexplainedDuplicates.Should().Equal("a");
    }

    [Fact]
    public void Check_SentTwiceAroundADeath_IsExplained()
    {
        Accept("a");
        Apply("a", "1");
        Write(LedgerKind.HostDied);
        Send("a", "2");

        LedgerVerdict verdict = LedgerChecker.Check(_entries);

        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.DuplicatesPerDeath.Should().Equal(1);
    }

    [Fact]
    public void Check_SentTwiceAroundADeathLongAfterTheAnswer_IsUnexplained()
    {
        Accept("a");
        Send("a", "1");
        Write(LedgerKind.Posted, "later", after: TimeSpan.FromSeconds(10));
        Write(LedgerKind.HostDied);
        Send("a", "2");

        LedgerChecker.Check(_entries).UnexplainedDuplicates.Should().Equal("a");
    }

    [Fact]
    public void Check_OneAttemptArrivingTwice_IsUnexplainedEvenAroundADeath()
    {
        Accept("a");
        Apply("a", "1");
        Write(LedgerKind.HostDied);
        Send("a", "1");

        LedgerChecker.Check(_entries).UnexplainedDuplicates.Should().Equal("a");
    }

    [Fact]
    public void Check_LaterMessageAnsweredFirst_IsAnInversion()
    {
        Accept("a");
        Accept("b");
        Send("b", "2");
        Send("a", "1");

        LedgerChecker.Check(_entries).Inversions.Should().Equal("a");
    }

    [Fact]
    public void Check_AnswerToSomebodyElse_IsForeign()
    {
        Accept("a");
        _entries.Add(new LedgerEntry(TimeSpan.Zero, LedgerKind.Applied, "447700900002", "echo: a", "1"));

        LedgerChecker.Check(_entries).Foreign.Should().Equal("echo: a");
    }

    private void Accept(string text)
    {
        Write(LedgerKind.Posted, text);
        Write(LedgerKind.Acknowledged, text);
    }

    private void Send(string text, string attempt)
    {
        Apply(text, attempt);
        Write(LedgerKind.Answered, LedgerChecker.ReplyPrefix + text, attempt);
    }

    private void Apply(string text, string attempt)
    {
        Write(LedgerKind.Attempted, LedgerChecker.ReplyPrefix + text, attempt);
        Write(LedgerKind.Applied, LedgerChecker.ReplyPrefix + text, attempt);
    }

    private void Write(LedgerKind kind, string? text = null, string? attempt = null, TimeSpan? after = null)
    {
        TimeSpan last = _entries.Count == 0 ? TimeSpan.Zero : _entries[^1].At;
        _entries.Add(new LedgerEntry(last + (after ?? TimeSpan.FromMilliseconds(1)), kind, Person, text, attempt));
    }
}
