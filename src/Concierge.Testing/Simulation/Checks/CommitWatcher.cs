using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Storage;
using Concierge.Testing.Simulation.World;

namespace Concierge.Testing.Simulation.Checks;

/// <summary>Reads what becomes durable, in the order in which it does, and checks what can be checked at once.</summary>
internal sealed class CommitWatcher(Ledger ledger, TimerWatcher timers, FormWatcher forms, bool isEcho)
{
    private static readonly byte[] Receipt = "\n{\"$event\":\"receipt\""u8.ToArray();

    private readonly Dictionary<long, ConversationInput> _received = [];
    private readonly HashSet<string> _handoffs = [];
    private readonly Dictionary<string, SessionState> _sessions = [];
    private readonly List<ReplyFact> _fresh = [];
    private readonly List<MessageFact> _handled = [];

    public void Appended(MailboxAppend item)
    {
        switch (InputCodec.Read(item.Payload.Span)?.Input)
        {
            case MessageReceived { Id: { } id } when ledger.Messages.TryGetValue(id, out MessageFact? message):
                message.AcceptedAt ??= item.ReceivedAt;
                ledger.Conversation(item.Conversation).HasNews |= message.AcceptedIn is null;
                message.AcceptedIn ??= item.Conversation.Value;
                ledger.Conversation(item.Conversation).Accepted.Add(id);
                break;
            case HandoffReceived { Id: { } id }:
                ledger.Conversation(item.Conversation).HasNews |= _handoffs.Add(id);
                break;
        }
    }

    /// <summary>A process was handed these; a commit names them by their sequence only.</summary>
    public void Received(IReadOnlyList<MailboxItem> items)
    {
        foreach (MailboxItem item in items)
        {
            ReadOnlySpan<byte> payload = item.Payload.Span;
            bool isCommon = InputCodec.IsMessage(payload) || payload[Math.Max(0, payload.IndexOf((byte)'\n'))..].StartsWith(Receipt);
            if (!isCommon && !_received.ContainsKey(item.Sequence) && InputCodec.Read(payload)?.Input is { } input)
            {
                _received.Add(item.Sequence, input);
            }
        }
    }

    public void Committed(TurnCommit commit, int process, bool isZombie, DateTimeOffset now)
    {
        ledger.Commits++;
        ConversationDocument document = ConciergeJson.ReadDocument(commit.Document.Span);
        if (document.Id.IsAccount)
        {
            return;
        }

        if (ledger.Erased.ContainsKey(document.Id.Value))
        {
            ledger.Violate($"Brought back: {document.Id} was written after it had been erased.");
        }

        _fresh.Clear();
        _handled.Clear();
        ConversationFact conversation = ledger.Conversation(document.Id);

        // What is given up has no effect but its dead letter.
        bool isGivenUp = commit.DeadLetters.Any(letter => letter.Kind == DeadLetterKind.Inbound);
        ConversationInput[] consumed = isGivenUp ? [] : [.. commit.Consumed.Select(sequence => _received.GetValueOrDefault(sequence)).OfType<ConversationInput>()];
        Hand(conversation, document, consumed);
        bool wasOptedOut = conversation.IsOptedOut;
        Consent(conversation, document);
        foreach (TranscriptEntry entry in commit.Transcript)
        {
            Record(conversation, document, entry);
        }

        CheckHandled(conversation, document);
        if (isEcho && wasOptedOut && !conversation.IsOptedOut && !_handled.Exists(message => message.Text == SimulatedWords.OptIn))
        {
            ledger.Violate($"Opt-out: {conversation.Id} forgot it, and the person never took it back.");
        }

        timers.Committed(conversation, document, _fresh, consumed, now);
        forms.Committed(commit, _handled);

        foreach (DeadLetter letter in commit.DeadLetters)
        {
            Record(letter);
        }

        foreach (OwedReply owed in document.Owed)
        {
            Record(conversation, document, owed, process, isZombie, now);
        }

        Close(conversation, document);
        conversation.Owed = document.Owed;
        conversation.ActiveService = document.ActiveService;
    }

    /// <summary>Whose the conversation is from here on; not only the document's word for it.</summary>
    private void Hand(ConversationFact conversation, ConversationDocument document, ConversationInput[] consumed)
    {
        bool isTaken = document.Handling == Handling.Human;
        bool takes = consumed.Any(input => input is TakeOverCommand or OperatorReplyCommand { By: not null } or HandoffReceived { Kind: HandoffKind.HumanTookOver });
        if (takes && !isTaken)
        {
            ledger.Violate($"Talked over: {conversation.Id} was taken over and the bot has it still.");
        }

        // What a colleague writes at the provider takes over too, unless the host has it otherwise.
        bool speaks = consumed.Any(input => input is HandoffReceived { Kind: HandoffKind.HumanMessage });
        bool wasTaken = conversation.IsTakenOver;
        conversation.IsTakenOver = isTaken && (takes || speaks || document.HandledBy is not null || wasTaken);
        conversation.WasTakenOver |= conversation.IsTakenOver;
        if (conversation.IsTakenOver && !wasTaken)
        {
            ledger.TakeOvers++;
            AttemptFact[] travelling =
            [
                .. conversation.Replies.Values
                    .Where(reply => reply.Author == Author.Bot)
                    .SelectMany(reply => reply.Attempts)
                    .Where(attempt => attempt is { IsRequested: true, IsOver: false }),
            ];
            int onTheWire = travelling.Count(attempt => !attempt.IsClosed);
            ledger.Overtaken += travelling.Length;
            if (onTheWire > 1)
            {
                ledger.Violate($"Talked over: {onTheWire} sends of {conversation.Id} were on the wire when it was taken over.");
            }
        }
    }

    private void Consent(ConversationFact conversation, ConversationDocument document)
    {
        bool isOptedOut = document.Profile.Consent == Concierge.Consent.OptedOut;
        ledger.OptOuts += isOptedOut && !conversation.IsOptedOut ? 1 : 0;
        conversation.IsOptedOut = isOptedOut;
        conversation.WasOptedOut |= isOptedOut;
    }

    private void CheckHandled(ConversationFact conversation, ConversationDocument document)
    {
        bool isForForm = conversation.ActiveService is not null || document.ActiveService is not null;
        bool isAnswered = _fresh.Exists(reply => reply.Author == Author.Bot);
        if (_handled.Count > 0 && _handled.TrueForAll(message => SimulatedWords.IsConsent(message.Text)))
        {
            _fresh.ForEach(reply => reply.IsConfirmation = true);
        }

        foreach (MessageFact message in _handled)
        {
            message.IsForForm = isForForm;
            message.IsAnswered |= isAnswered;
            if (isEcho && message.Text == SimulatedWords.OptOut && !conversation.IsOptedOut)
            {
                ledger.Violate($"Opt-out: {message.Id} was handled and the person's wish is not kept.");
            }
        }
    }

    private void Record(ConversationFact conversation, ConversationDocument document, TranscriptEntry entry)
    {
        if (entry.Message is { } reply)
        {
            ReplyFact fact = Find(conversation, entry.Ordinal, entry.Author, reply);
            fact.IsFlagged |= entry.Attempts.Any(attempt => attempt.Outcome is "ambiguous" or "interrupted" or "accepted");
            Move(fact, entry.Status ?? DeliveryStatus.Pending);
        }
        else if (entry.Session is { } session)
        {
            Record(session);
        }
        else if (entry.Input is MessageReceived { Id: { } id } received && ledger.Messages.TryGetValue(id, out MessageFact? message))
        {
            Handle(conversation, document, entry, received, message);
        }
    }

    private void Handle(ConversationFact conversation, ConversationDocument document, TranscriptEntry entry, MessageReceived received, MessageFact message)
    {
        conversation.Person ??= message.Person;
        if (conversation.Person != message.Person)
        {
            ledger.Violate($"Contexts mix: {message.Id} of person {message.Person} is in the conversation of person {conversation.Person}.");
        }

        if (received.Body.PlainText != message.Text)
        {
            ledger.Violate($"Contexts mix: {message.Id} was recorded with another text.");
        }

        if (message.Ordinal is { } earlier && earlier != entry.Ordinal)
        {
            ledger.Violate($"Handled twice: {message.Id} has the lines {earlier} and {entry.Ordinal}.");
        }

        if (message.IsErased)
        {
            ledger.Violate($"Brought back: {message.Id} was erased and handled once more.");
        }

        _handled.Add(message);
        message.IsAnswered |= entry.Decision?.StartsWith("not answered", StringComparison.Ordinal) == true;
        message.Ordinal ??= entry.Ordinal;
        message.IsBypassed = document.Handling == Handling.Human;
        conversation.Handled[entry.Ordinal] = message.Id;
    }

    private void Record(SessionEvent session)
    {
        bool isKnown = _sessions.TryGetValue(session.SessionId, out SessionState before);
        if (isKnown && before != SessionState.Active)
        {
            ledger.Violate($"Session: {session.SessionId} is {session.State} after it was {before}.");
        }

        _sessions[session.SessionId] = session.State;
    }

    private void Record(DeadLetter letter)
    {
        if (letter.Kind != DeadLetterKind.Inbound)
        {
            return;
        }

        switch (InputCodec.Read(letter.Payload.Span)?.Input)
        {
            case MessageReceived { Id: { } id } when ledger.Messages.TryGetValue(id, out MessageFact? message):
                message.IsDeadLetter = true;
                break;
            case SendMessageCommand { Id: var name }:
                GiveUp(name);
                break;
            case TimerCommand { TimerId: var name }:
                GiveUp(name);
                break;
        }
    }

    private void GiveUp(string notice)
    {
        if (ledger.Notices.TryGetValue(notice, out NoticeFact? fact))
        {
            fact.IsDeadLetter = true;
        }
    }

    private void Record(ConversationFact conversation, ConversationDocument document, OwedReply owed, int process, bool isZombie, DateTimeOffset now)
    {
        ReplyFact reply = Find(conversation, owed.Ordinal, owed.Author, owed.Message);
        reply.IsEarly |= owed.IsEarly;
        Move(reply, owed.Status);
        foreach (AttemptRecord record in owed.Attempts)
        {
            if (!ledger.Attempts.ContainsKey(record.AttemptId))
            {
                var attempt = new AttemptFact { Id = record.AttemptId, Reply = reply, Number = record.Number, ClaimedAt = now, Process = process, IsInterrupted = isZombie };
                ledger.Attempts.Add(record.AttemptId, attempt);
                CheckClaim(conversation, document, attempt);
                reply.Attempts.Add(attempt);
            }
        }
    }

    private void CheckClaim(ConversationFact conversation, ConversationDocument document, AttemptFact attempt)
    {
        ReplyFact reply = attempt.Reply;
        if (reply is { Author: Author.Bot, IsConfirmation: false } && conversation.IsTakenOver)
        {
            ledger.Violate($"Talked over: attempt {attempt.Id} was claimed while a colleague had the conversation.");
        }

        if (reply is { Author: Author.Bot, Purpose: not MessagePurpose.Answer } && conversation.IsOptedOut)
        {
            ledger.Violate($"Unasked: attempt {attempt.Id} was claimed although the person had opted out.");
        }

        OwedReply? waiting = document.Owed.FirstOrDefault(other => other.Ordinal < reply.Ordinal && other.Status is (DeliveryStatus.Pending or DeliveryStatus.Sending));
        if (waiting is not null)
        {
            ledger.Violate($"Order: reply {reply.Ordinal} was claimed while reply {waiting.Ordinal} of the same conversation was still owed.");
        }
    }

    /// <summary>An attempt is closed when its outcome is recorded or its reply is no longer owed.</summary>
    private void Close(ConversationFact conversation, ConversationDocument document)
    {
        foreach (OwedReply before in conversation.Owed)
        {
            OwedReply? after = document.Owed.FirstOrDefault(owed => owed.Ordinal == before.Ordinal);
            foreach (AttemptRecord record in before.Attempts)
            {
                AttemptRecord? now = after?.Attempts.FirstOrDefault(attempt => attempt.AttemptId == record.AttemptId);
                if (now is null or { Outcome: not null } or { FinishedAt: not null })
                {
                    ledger.Attempts[record.AttemptId].IsClosed = true;
                }
            }
        }
    }

    private ReplyFact Find(ConversationFact conversation, long ordinal, Author author, OutboundMessage message)
    {
        if (!conversation.Replies.TryGetValue(ordinal, out ReplyFact? reply))
        {
            reply = new ReplyFact
            {
                Conversation = conversation,
                Ordinal = ordinal,
                Author = author,
                Text = message.PlainText ?? string.Empty,
                Purpose = message.Purpose,
            };
            conversation.Replies.Add(ordinal, reply);
            _fresh.Add(reply);
            forms.Offered(message);
        }

        return reply;
    }

    private void Move(ReplyFact reply, DeliveryStatus status)
    {
        if (Rank(status) < Rank(reply.Status))
        {
            ledger.Violate($"Backwards: reply {reply.Conversation.Id}.{reply.Ordinal} went from {reply.Status} to {status}.");
        }

        reply.Status = status;
    }

    /// <summary>Failed stands between sent and delivered: only a delivery overtakes it.</summary>
    private static int Rank(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Pending or DeliveryStatus.Sending or DeliveryStatus.Held => 0,
        DeliveryStatus.Cancelled => 1,
        DeliveryStatus.Accepted => 2,
        DeliveryStatus.Sent => 3,
        DeliveryStatus.Failed => 4,
        DeliveryStatus.Delivered => 5,
        DeliveryStatus.Read => 6,
        _ => 7,
    };
}
