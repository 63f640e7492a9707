namespace Concierge.Testing.Simulation.Checks;

/// <summary>The verdict at the end, when nothing moves any more.</summary>
internal sealed class Judge(Ledger ledger, AmbiguityPolicy policy, bool isEcho, TimeSpan maxMessageAge)
{
    private static readonly TimeSpan ReceiptSlack = TimeSpan.FromSeconds(5);

    public void Decide(long waiting)
    {
        if (waiting != 0)
        {
            ledger.Violate($"Stuck: {waiting} inputs wait in mailboxes at the end.");
        }

        foreach (MessageFact message in ledger.Messages.Values)
        {
            CheckHandled(message);
        }

        foreach (IGrouping<int?, ConversationFact> person in ledger.Conversations.Values.Where(c => c.Person is not null).GroupBy(c => c.Person))
        {
            if (person.Count() > 1)
            {
                ledger.Violate($"Split: person {person.Key} has {person.Count()} conversations.");
            }
        }

        foreach (ConversationFact conversation in ledger.Conversations.Values)
        {
            CheckOrder(conversation);
            CheckOwed(conversation);
            foreach (ReplyFact reply in conversation.Replies.Values)
            {
                CheckEffects(reply);
            }
        }
    }

    private void CheckHandled(MessageFact message)
    {
        if (message.AcknowledgedAt is null)
        {
            ledger.Violate($"Never accepted: {message.Id} was refused to the end.");
        }
        else if (message.Ordinal is null && !message.IsDeadLetter && !MayBeErased(message))
        {
            ledger.Violate($"Lost: {message.Id} was answered 200 and is neither handled nor a dead letter.");
        }
        else if (isEcho && message is { Ordinal: not null, IsBypassed: false, IsErased: false } && !IsAged(message) && !IsAnswered(message))
        {
            ledger.Violate($"Lost: {message.Id} ('{message.Text}'{(message.IsForForm ? ", in a form" : "")}) was handled by the bot and never answered.");
        }
    }

    private bool IsAnswered(MessageFact message) => message switch
    {
        { Text: var text } when World.SimulatedWords.IsConsent(text) => true,
        { IsForForm: true } => message.IsAnswered,
        { IsPlain: true } => IsEchoed(message),
        _ => true,
    };

    /// <summary>What a person wrote before being erased may go with it, also when it came later.</summary>
    private bool MayBeErased(MessageFact message) => ledger.Erased.Values.Any(erased =>
        erased.At >= message.SentAt && (erased.Conversation.Person == message.Person || erased.Conversation.Id == message.AcceptedIn));

    private bool IsAged(MessageFact message) => message.AcceptedAt is { } accepted && accepted - message.SentAt > maxMessageAge;

    private bool IsEchoed(MessageFact message)
    {
        string token = message.Text.Split(' ')[0];
        return ledger.Conversations.Values.Any(conversation => conversation.Person == message.Person
            && conversation.Replies.Values.Any(reply => reply.Text.Split(' ', '\n').Contains(token)));
    }

    private void CheckOrder(ConversationFact conversation)
    {
        var places = new Dictionary<string, int>();
        foreach (string id in conversation.Accepted)
        {
            places.TryAdd(id, places.Count);
        }

        int last = -1;
        foreach (string id in conversation.Handled.Values)
        {
            int place = places.GetValueOrDefault(id, -1);
            if (place < last)
            {
                ledger.Violate($"Order: {id} was handled after a message that became durable later.");
            }

            last = Math.Max(last, place);
        }

        DateTimeOffset firstClaim = default;
        foreach (ReplyFact reply in conversation.Replies.Values.Where(reply => reply.Attempts.Count > 0))
        {
            DateTimeOffset claim = reply.Attempts[0].ClaimedAt;
            if (claim < firstClaim)
            {
                ledger.Violate($"Order: reply {conversation.Id}.{reply.Ordinal} was tried before an earlier one.");
            }

            firstClaim = claim;
        }
    }

    private void CheckOwed(ConversationFact conversation)
    {
        foreach (OwedReply owed in conversation.Owed)
        {
            ledger.Violate($"Stuck: reply {conversation.Id}.{owed.Ordinal} is still {owed.Status} at the end.");
        }
    }

    private void CheckEffects(ReplyFact reply)
    {
        string name = $"{reply.Conversation.Id}.{reply.Ordinal}";
        int effects = reply.Effects;
        switch (reply.Status)
        {
            case DeliveryStatus.Pending or DeliveryStatus.Sending when !reply.Conversation.Owed.Any(owed => owed.Ordinal == reply.Ordinal):
                ledger.Violate($"Lost: reply {name} is {reply.Status} in the transcript and nobody owes it.");
                break;
            case DeliveryStatus.Cancelled when !reply.Conversation.WasTakenOver && !reply.IsEarly && !(reply.Conversation.WasOptedOut && reply.Purpose != MessagePurpose.Answer):
                ledger.Violate($"Lost: reply {name} was withdrawn and no colleague had taken over.");
                break;
            case DeliveryStatus.Cancelled when effects > 0 && !reply.IsFlagged:
                ledger.Violate($"Unflagged: reply {name} reached the person and its line says only that it was withdrawn.");
                break;
            case >= DeliveryStatus.Accepted and <= DeliveryStatus.Played when effects == 0:
                ledger.Violate($"Lost: reply {name} counts as {reply.Status} and never reached the person.");
                break;
            case DeliveryStatus.Held when policy != AmbiguityPolicy.HoldForHuman:
                ledger.Violate($"Held: reply {name} waits for a person though the policy is {policy}.");
                break;
            default:
                break;
        }

        if (reply.IsEarly)
        {
            CheckEarly(reply, name);
        }

        if (effects > 1)
        {
            ledger.Duplicates += effects - 1;
            CheckDuplicate(reply, name);
        }
    }

    /// <summary>One per turn, behind the turn's message, tried once. Only a message that was given up leaves its place empty.</summary>
    private void CheckEarly(ReplyFact reply, string name)
    {
        if (reply.Attempts.Count > 1)
        {
            ledger.Violate($"Repeated: early reply {name} was tried {reply.Attempts.Count} times.");
        }

        ConversationFact conversation = reply.Conversation;
        if (!conversation.Handled.ContainsKey(reply.Ordinal - 1) && !ledger.Messages.Values.Any(message => message.Person == conversation.Person && message.IsDeadLetter))
        {
            ledger.Violate($"Repeated: early reply {name} belongs to no message.");
        }
    }

    private void CheckDuplicate(ReplyFact reply, string name)
    {
        if (policy == AmbiguityPolicy.HoldForHuman)
        {
            ledger.Violate($"Repeated: reply {name} reached the person {reply.Effects} times under {policy}.");
            return;
        }

        AttemptFact[] effective = [.. reply.Attempts.Where(attempt => attempt.EffectAt is not null).OrderBy(attempt => attempt.Number)];
        foreach (AttemptFact attempt in effective.SkipLast(1))
        {
            AttemptFact next = reply.Attempts.OrderBy(other => other.Number).First(other => other.Number > attempt.Number);
            if (!attempt.IsAmbiguous && !attempt.IsInterrupted)
            {
                ledger.Violate($"Repeated: reply {name} was sent again though attempt {attempt.Number} had a clear answer.");
            }
            else if (policy == AmbiguityPolicy.Reconcile && attempt.ReceiptAt + ReceiptSlack < next.ClaimedAt)
            {
                ledger.Violate($"Repeated: reply {name} was sent again though the receipt of attempt {attempt.Number} had come.");
            }
        }
    }
}
