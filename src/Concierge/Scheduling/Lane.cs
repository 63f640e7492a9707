using System.Text.Json;
using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Storage;

namespace Concierge.Scheduling;

/// <summary>
/// One conversation while it is leased: its working copy of the document, the inputs that wait, and what the next commit
/// will write. Nothing of it is visible to anybody before <see cref="CommitAsync"/>.
/// </summary>
internal sealed class Lane
{
    private const int RememberedConsumed = 32;
    private const int SummaryText = 80;

    /// <summary>While others wait, a lane that owes nothing handles so many inputs, or for so long, before it gives way: to open a lane costs as much as a short turn.</summary>
    private const int Quantum = 8;

    private static readonly TimeSpan QuantumTime = TimeSpan.FromMilliseconds(100);

    private readonly IConversationStore _store;
    private readonly IMailbox _mailbox;
    private readonly LinkedList<LaneInput> _inputs = new();
    private readonly CommitDraft _draft = new();
    private readonly List<SessionEvent> _announced = [];
    private int _committedAnnouncements;
    private readonly long _openedAt;
    private long _lastSequence;
    private long? _startedSequence;
    private long _version;
    private ReadOnlyMemory<byte> _saved;
    private int _taken;

    public Lane(MailboxLease lease, LeaseHold hold, StoredConversation? stored, IConversationStore store, IMailbox mailbox, TimeProvider clock)
    {
        Lease = lease;
        Hold = hold;
        Clock = clock;
        _store = store;
        _mailbox = mailbox;
        _version = stored?.Version ?? 0;
        _saved = stored?.Document ?? default;
        _openedAt = clock.GetTimestamp();
        _startedSequence = lease.Items.Count > 0 ? lease.Items[0].Sequence : null;
        MayLackInputs = lease.Items.Count > 1;
        Enqueue(lease.Items);
        Document = stored is null ? CreateDocument() : ConciergeJson.ReadDocument(stored.Document.Span);
    }

    /// <summary>A second hand on the same lease, see <see cref="Branch"/>.</summary>
    private Lane(Lane trunk)
    {
        Lease = trunk.Lease;
        Hold = trunk.Hold;
        Clock = trunk.Clock;
        Channel = trunk.Channel;
        _store = trunk._store;
        _mailbox = trunk._mailbox;
        _version = trunk._version;
        _saved = trunk._saved;
        _openedAt = trunk._openedAt;
        IsBranch = true;
        Document = trunk.ReadSaved();
    }

    public MailboxLease Lease { get; }

    public LeaseHold Hold { get; }

    public TimeProvider Clock { get; }

    public ConversationId Id => Lease.Conversation;

    public ConversationDocument Document { get; }

    /// <summary>It has the saved document and no inputs, and its commits never end the lease.</summary>
    public bool IsBranch { get; }

    /// <summary>The first input taken since the last commit: whose fault it is when the turn fails.</summary>
    public LaneInput? TurnInput { get; private set; }

    /// <summary>Held by whoever commits, or looks for inputs, while a turn runs: the turn itself, or what it says early. Never for longer than that takes.</summary>
    public SemaphoreSlim Hand { get; } = new(1, 1);

    /// <summary>The account's channel; set by the journey before anything is handled.</summary>
    public IChannel Channel { get; set; } = null!;

    /// <summary>There is something that the next commit must write.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>What became of a send is known and not recorded yet.</summary>
    public bool HasOutcome { get; set; }

    /// <summary>A reply was sent under this lease.</summary>
    public bool HasSent { get; set; }

    /// <summary>This lane has had its turn: it sends nothing more unless a slot is reserved for it already.</summary>
    public bool GivesWay => IsContended && HasSent && NextSend.ReservedSlot is null;

    /// <summary>Others wait for a lane.</summary>
    public bool IsContended { get; set; }

    /// <summary>What is left goes to the end of the line with the next commit.</summary>
    public bool Yields => IsContended && (HasSent || Document.Owed.Count > 0 || _taken >= Quantum || Clock.GetElapsedTime(_openedAt) >= QuantumTime);

    /// <summary>The lane has given way, and its lease is to be given back.</summary>
    public bool HasYielded { get; private set; }

    /// <summary>The lease ended with the last commit.</summary>
    public bool IsReleased { get; private set; }

    public NextSend NextSend { get; } = new();

    public bool HasInputs => _inputs.Count > 0;

    public bool HasWork => IsDirty || HasInputs || NextSend.IsNear;

    public bool HasInputBeforeSends => _inputs.Any(input => input.GoesBeforeSends);

    public IEnumerable<LaneInput> WaitingInputs => _inputs;

    public LaneInput? Peek() => _inputs.First?.Value;

    /// <summary>Takes the first input; its sequence is consumed by the next commit.</summary>
    public LaneInput Take()
    {
        LaneInput input = _inputs.First!.Value;
        _inputs.RemoveFirst();
        TurnInput ??= input;
        _taken++;
        MayLackInputs = true;
        _draft.Consume(input.Item.Sequence);
        if (Document.Consumed.Count >= RememberedConsumed)
        {
            Document.Consumed.RemoveRange(0, Document.Consumed.Count - RememberedConsumed + 1);
        }

        Document.Consumed.Add(input.Item.Sequence);

        IsDirty = true;
        return input;
    }

    /// <summary>Whether an earlier commit has handled this input already and the store gives it once more.</summary>
    public bool IsHandled(LaneInput input) => Document.Consumed.Contains(input.Item.Sequence);

    public void MarkDirty() => IsDirty = true;

    /// <summary>The next reply must wait; the next commit notes when to wake up for it.</summary>
    public void PostponeSend(DateTimeOffset until)
    {
        NextSend.NotBefore = until;
        IsDirty = true;
    }

    /// <summary>Adds a line to the transcript and gives it its place, or the one that was kept for it.</summary>
    public long Record(Func<long, TranscriptEntry> entry, long? kept = null)
    {
        long ordinal = kept ?? Document.NextOrdinal++;
        TranscriptEntry line = entry(ordinal);
        Write(line);
        if ((line.Message?.PlainText ?? (line.Input as MessageReceived)?.Body.PlainText) is { } text)
        {
            Document.LastText = text.Length > SummaryText ? text[..SummaryText] : text;
        }

        return ordinal;
    }

    /// <summary>Writes a line of the transcript, again or for the first time.</summary>
    public void Write(TranscriptEntry entry)
    {
        _draft.Write(entry);
        IsDirty = true;
    }

    /// <summary>Notes a change of a session; observers hear of it after the next commit.</summary>
    public void Announce(SessionEvent change)
    {
        _announced.Add(change);
        Record(ordinal => new TranscriptEntry { Ordinal = ordinal, Author = Author.System, RecordedAt = Clock.GetUtcNow(), Session = change });
    }

    /// <summary>The changes of sessions that are durable and that nobody was told of yet.</summary>
    public IReadOnlyList<SessionEvent> TakeAnnounced()
    {
        if (_committedAnnouncements == 0)
        {
            return [];
        }

        SessionEvent[] changes = [.. _announced.Take(_committedAnnouncements)];
        _announced.RemoveRange(0, _committedAnnouncements);
        _committedAnnouncements = 0;
        return changes;
    }

    /// <summary>A line that this lane has written and not committed yet.</summary>
    public TranscriptEntry? FindUncommitted(long ordinal) => _draft.FindLine(ordinal);

    public void GiveUp(DeadLetter deadLetter)
    {
        _draft.GiveUp(deadLetter);
        IsDirty = true;
    }

    /// <summary>Writes records with the next commit.</summary>
    public void Write(IReadOnlyList<RecordWrite> records)
    {
        _draft.Write(records);
        IsDirty |= records.Count > 0;
    }

    /// <summary>Puts an item into another mailbox with the next commit.</summary>
    public void Append(MailboxAppend item)
    {
        _draft.Append(item);
        IsDirty = true;
    }

    /// <summary>Puts what is due into the mailbox with the next commit: from there it has its order, its tries and its dead letters like everything else.</summary>
    public void RaiseDueTimers()
    {
        DateTimeOffset now = Clock.GetUtcNow();
        for (int i = 0; i < Document.Timers.Count; i++)
        {
            ConversationTimer timer = Document.Timers[i];
            if (!timer.IsRaised && timer.DueAt <= now)
            {
                Document.Timers[i] = timer with { IsRaised = true };
                Append(new MailboxAppend
                {
                    Conversation = Id,
                    Key = UInt128.Zero,
                    Payload = InputCodec.Write(null, new TimerCommand(timer.Id)),
                    ReceivedAt = now,
                });
            }
        }
    }

    /// <summary>Writes everything in one step. Ends the lease when nothing is left to do.</summary>
    /// <exception cref="LeaseLostException">Somebody else owns the conversation.</exception>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        LaneInput? next = Peek();
        bool ends = !IsBranch && (Yields || !HasInputs) && !NextSend.IsNear;

        // What an earlier commit counted as begun and is not begun after all must be taken back, or it is blamed for a death.
        bool release = ends && (next is null || next.Item.Sequence != _startedSequence);
        HasYielded = ends && !release;

        // What waits behind an attempt has not begun: the process may die of the send. The commit of its outcome counts the next input.
        long? starting = !ends && NextSend.Claimed is null && next is not null && next.Item.Sequence != _startedSequence ? next.Item.Sequence : null;
        Document.LastActivityAt = Clock.GetUtcNow();
        TurnCommit commit = _draft.Commit(Lease, _version, Document) with { Starting = starting, WakeAt = WakeAt(), Release = release };
        CommitOutcome outcome = await _store.CommitAsync(commit, cancellationToken);
        if (outcome != CommitOutcome.Saved)
        {
            throw new LeaseLostException();
        }

        _version++;
        _saved = commit.Document;
        TurnInput = null;
        _startedSequence = starting ?? _startedSequence;
        _draft.Clear();
        _committedAnnouncements = _announced.Count;
        IsDirty = false;
        HasOutcome = false;
        IsReleased = release;
    }

    /// <summary>
    /// Writes entries of the running turn's state into the document as it was last saved: nothing else of the turn becomes
    /// visible, and its inputs stay where they are.
    /// </summary>
    /// <exception cref="LeaseLostException">Somebody else owns the conversation.</exception>
    public async ValueTask CheckpointAsync(IEnumerable<string> stateNames, CancellationToken cancellationToken)
    {
        ConversationDocument saved = ReadSaved();
        foreach (string name in stateNames)
        {
            saved.State.Remove(name);
            if (Document.State.TryGetValue(name, out JsonElement value))
            {
                saved.State.Add(name, value);
            }
        }

        saved.LastActivityAt = Clock.GetUtcNow();
        TurnCommit commit = new CommitDraft().Commit(Lease, _version, saved) with { WakeAt = WakeAt(saved, saved.Owed.Count == 0 ? null : saved.LastActivityAt) };
        if (await _store.CommitAsync(commit, cancellationToken) != CommitOutcome.Saved)
        {
            throw new LeaseLostException();
        }

        _version++;
        _saved = commit.Document;
    }

    /// <summary>The document as it was last saved, to be read and changed by itself.</summary>
    public ConversationDocument ReadSaved() => _saved.IsEmpty
        ? new ConversationDocument { Id = Id, Account = Document.Account, CreatedAt = Document.CreatedAt }
        : ConciergeJson.ReadDocument(_saved.Span);

    /// <summary>
    /// A lane of the same lease over what was last saved, for a commit in the middle of a turn: what the turn has changed so far is not in it. One hand at a
    /// time; <see cref="Adopt"/> it after its commit.
    /// </summary>
    public Lane Branch() => new(this);

    /// <summary>Goes on from what a branch has saved.</summary>
    public void Adopt(Lane branch)
    {
        _version = branch._version;
        _saved = branch._saved;
    }

    /// <summary>Removes everything, this lane's changes included; only what it puts into other mailboxes is written. Ends the lease.</summary>
    /// <exception cref="LeaseLostException">Somebody else owns the conversation.</exception>
    public async ValueTask EraseAsync(IErasureStore erasures, long through, IReadOnlyList<RecordName> records, CancellationToken cancellationToken)
    {
        var erasure = new Erasure { Lease = Lease, At = Clock.GetUtcNow(), Through = through, Records = records, Append = _draft.Appends };
        if (await erasures.EraseAsync(erasure, cancellationToken) != CommitOutcome.Saved)
        {
            throw new LeaseLostException();
        }

        IsReleased = true;
    }

    /// <summary>Whether everything that waits must be known now: it may decide about a send, or belong to a burst.</summary>
    public bool NeedsAllInputs => Document.Owed.Count > 0 || GathersBursts;

    /// <summary>Messages that come close together are handled in one turn.</summary>
    public bool GathersBursts { get; init; }

    /// <summary>
    /// Nobody has looked for further inputs since the last one was taken, and while it was handled a colleague may have taken over; or the
    /// lease may have carried only the first of what waits.
    /// </summary>
    public bool MayLackInputs { get; private set; }

    /// <summary>The next reply may have arrived already; its receipt may have come while a turn ran.</summary>
    public bool AwaitsReceipt => Document.Owed is [{ ReconcileUntil: not null }, ..];

    /// <summary>Looks for inputs that the lease did not carry, unless others have waited long enough for this lane.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken, bool always = false)
    {
        if (!IsReleased && _taken < IMailbox.MaxItemsPerLease && (always || !HasInputs || NeedsAllInputs))
        {
            Enqueue(await _mailbox.ReceiveMoreAsync(Lease, _lastSequence, cancellationToken));
            MayLackInputs = false;
        }
    }

    /// <summary>The item whose handling was begun and not committed, or null.</summary>
    public long? StartedSequence => _startedSequence is { } started && (HasInputs || _draft.Consumes(started)) ? started : null;

    private void Enqueue(IReadOnlyList<MailboxItem> items)
    {
        foreach (MailboxItem item in items)
        {
            _inputs.AddLast(new LaneInput(item, isCounted: item.Sequence == _startedSequence));
            _lastSequence = Math.Max(_lastSequence, item.Sequence);
        }
    }

    private ConversationDocument CreateDocument()
    {
        DateTimeOffset now = Clock.GetUtcNow();
        AccountKey? account = _inputs.Select(input => input.Decoded?.Account).FirstOrDefault(key => key is not null);
        return new ConversationDocument
        {
            Id = Id,
            Account = account?.ToString() ?? string.Empty,
            CreatedAt = now,
            LastActivityAt = now,
        };
    }

    /// <summary>A claimed attempt must be looked at as soon as this lease is over: its outcome may have been lost.</summary>
    private DateTimeOffset? WakeAt()
    {
        DateTimeOffset? send = Document.Owed.Count == 0 ? null
            : NextSend.IsNear ? Document.LastActivityAt
            : NextSend.NotBefore ?? Document.LastActivityAt;
        return WakeAt(Document, send);
    }

    private static DateTimeOffset? WakeAt(ConversationDocument document, DateTimeOffset? send)
    {
        DateTimeOffset? wake = send;
        foreach (ConversationTimer timer in document.Timers)
        {
            if (!timer.IsRaised && (wake is null || timer.DueAt < wake))
            {
                wake = timer.DueAt;
            }
        }

        return wake;
    }
}
