using Concierge.Storage;

namespace Concierge.Scheduling;

/// <summary>What a lane's next commit writes beside the document, gathered until then.</summary>
internal sealed class CommitDraft
{
    private readonly SortedDictionary<long, TranscriptEntry> _lines = [];
    private readonly List<long> _consumed = [];
    private readonly List<DeadLetter> _deadLetters = [];
    private readonly List<RecordWrite> _records = [];
    private readonly List<MailboxAppend> _appends = [];

    public void Consume(long sequence) => _consumed.Add(sequence);

    public bool Consumes(long sequence) => _consumed.Contains(sequence);

    /// <summary>Adds a line of the transcript, or replaces the one of its ordinal.</summary>
    public void Write(TranscriptEntry line) => _lines[line.Ordinal] = line;

    public TranscriptEntry? FindLine(long ordinal) => _lines.GetValueOrDefault(ordinal);

    public void Write(IEnumerable<RecordWrite> records) => _records.AddRange(records);

    public void Append(MailboxAppend item) => _appends.Add(item);

    public IReadOnlyList<MailboxAppend> Appends => [.. _appends];

    public void GiveUp(DeadLetter deadLetter) => _deadLetters.Add(deadLetter);

    /// <summary>A commit of all that was gathered. It is kept until <see cref="Clear"/>: a commit that fails is made again.</summary>
    public TurnCommit Commit(MailboxLease lease, long expectedVersion, ConversationDocument document) => new()
    {
        Lease = lease,
        ExpectedVersion = expectedVersion,
        Document = ConciergeJson.Write(document),
        Summary = Summarize(document),
        Transcript = [.. _lines.Values],
        Consumed = [.. _consumed],
        Append = Appends,
        Records = [.. _records],
        DeadLetters = [.. _deadLetters],
    };

    public void Clear()
    {
        _lines.Clear();
        _consumed.Clear();
        _appends.Clear();
        _records.Clear();
        _deadLetters.Clear();
    }

    private static ConversationSummary Summarize(ConversationDocument document) => new()
    {
        Id = document.Id,
        Account = document.Account,
        Contact = document.Contact.DisplayName ?? document.Contact.Addresses.FirstOrDefault()?.Value,
        Handling = document.Handling,
        HandledBy = document.HandledBy,
        Service = document.Service,
        LastText = document.LastText,
        LastActivityAt = document.LastActivityAt,
        InboundCount = document.InboundCount,
        OutboundCount = document.OutboundCount,
        Owed = document.Owed.Count,
    };
}
