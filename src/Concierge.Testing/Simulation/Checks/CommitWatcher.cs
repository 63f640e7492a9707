using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Storage;

namespace Concierge.Testing.Simulation.Checks;

/// <summary>Reads what becomes durable, in the order in which it does, and checks what can be checked at once.</summary>
internal sealed class CommitWatcher(Ledger ledger)
{
    public void Appended(MailboxAppend item)
    {
        if (InputCodec.Read(item.Payload.Span)?.Input is MessageReceived { Id: { } id } && ledger.Messages.TryGetValue(id, out MessageFact? message))
        {
            message.AcceptedAt ??= item.ReceivedAt;
            ledger.Conversation(item.Conversation).Accepted.Add(id);
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

        ConversationFact conversation = ledger.Conversation(document.Id);
        conversation.IsTakenOver = document.Handling == Handling.Human && document.HandledBy is not null;
        conversation.WasTakenOver |= conversation.IsTakenOver;
        foreach (TranscriptEntry entry in commit.Transcript)
        {
            Record(conversation, document, entry);
        }

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
    }

    private void Record(ConversationFact conversation, ConversationDocument document, TranscriptEntry entry)
    {
        if (entry.Message is { } reply)
        {
            Move(Find(conversation, entry.Ordinal, entry.Author, reply), entry.Status ?? DeliveryStatus.Pending);
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

        message.Ordinal ??= entry.Ordinal;
        message.IsBypassed = document.Handling == Handling.Human;
        conversation.Handled[entry.Ordinal] = message.Id;
    }

    private void Record(DeadLetter letter)
    {
        if (letter.Kind == DeadLetterKind.Inbound
            && InputCodec.Read(letter.Payload.Span)?.Input is MessageReceived { Id: { } id }
            && ledger.Messages.TryGetValue(id, out MessageFact? message))
        {
            message.IsDeadLetter = true;
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
        if (reply.Author == Author.Bot && conversation.IsTakenOver)
        {
            ledger.Violate($"Talked over: attempt {attempt.Id} was claimed while a colleague had the conversation.");
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

    private static ReplyFact Find(ConversationFact conversation, long ordinal, Author author, OutboundMessage message)
    {
        if (!conversation.Replies.TryGetValue(ordinal, out ReplyFact? reply))
        {
            reply = new ReplyFact { Conversation = conversation, Ordinal = ordinal, Author = author, Text = message.PlainText ?? string.Empty };
            conversation.Replies.Add(ordinal, reply);
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
