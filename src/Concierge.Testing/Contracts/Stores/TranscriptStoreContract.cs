#pragma warning disable CS1591 // the name of a test says what it proves
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>What <see cref="ITranscriptStore"/> promises. Derive from it in a store's tests and give it a fixture.</summary>
public abstract class TranscriptStoreContract : StoreContract
{
    [Fact]
    public async Task ReadAsync_NoConversation_IsEmpty()
    {
        Assert.Empty(await Transcripts.ReadAsync(Id("nobody"), null, 10, None));
        Assert.Null(await Transcripts.FindAsync(Id("nobody"), 1, None));
    }

    [Fact]
    public async Task ReadAsync_ManyLines_PagesNewestFirst()
    {
        await WriteAsync("a", [.. Enumerable.Range(1, 25).Select(i => Line(i, $"line {i}"))]);
        await WriteAsync("b", Line(1, "of b"));
        await ReopenIfDurableAsync();

        IReadOnlyList<TranscriptEntry> first = await Transcripts.ReadAsync(Id("a"), null, 10, None);
        IReadOnlyList<TranscriptEntry> second = await Transcripts.ReadAsync(Id("a"), first[^1].Ordinal, 10, None);
        IReadOnlyList<TranscriptEntry> third = await Transcripts.ReadAsync(Id("a"), second[^1].Ordinal, 10, None);
        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(i => (long)i), first.Concat(second).Concat(third).Select(line => line.Ordinal));
        Assert.Equal("line 25", first[0].Decision);
        Assert.Empty(await Transcripts.ReadAsync(Id("a"), 1, 10, None));
    }

    [Fact]
    public async Task FindAsync_Line_ReturnsItWithAllItHolds()
    {
        TranscriptEntry line = Line(7, "decided") with
        {
            Author = Author.Human,
            By = "Grace",
            Status = DeliveryStatus.Sent,
            ProviderMessageId = "wamid.1",
            Attempts = [new AttemptRecord { Number = 1, AttemptId = "a1", StartedAt = Now, Outcome = "accepted" }],
        };
        await WriteAsync("a", line);
        await ReopenIfDurableAsync();

        TranscriptEntry? found = await Transcripts.FindAsync(Id("a"), 7, None);
        Assert.NotNull(found);
        Assert.Equal(line with { Attempts = found.Attempts }, found);
        Assert.Equal(line.Attempts, found.Attempts);
        Assert.Null(await Transcripts.FindAsync(Id("a"), 8, None));
    }

    [Fact]
    public async Task CommitAsync_LineWrittenAgain_ReplacesIt()
    {
        await WriteAsync("a", Line(1, "one"), Line(2, "two"));
        await WriteAsync("a", Line(1, "one again"), Line(3, "three"));
        IReadOnlyList<TranscriptEntry> lines = await Transcripts.ReadAsync(Id("a"), null, 10, None);
        Assert.Equal(["three", "two", "one again"], lines.Select(line => line.Decision));
    }

    private async Task WriteAsync(string conversation, params TranscriptEntry[] lines)
    {
        MailboxLease lease = await AppendAndReceiveAsync(conversation, "x");
        long version = (await Conversations.LoadAsync(Id(conversation), None))?.Version ?? 0;
        await SaveAsync(Commit(lease, version, lease.Items[0].Sequence) with { Transcript = lines, Release = true });
    }
}
