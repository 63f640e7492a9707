using System.Text.Json;
using Concierge.Channels;
using Concierge.Contacts;
using Concierge.Messaging;
using Concierge.Routing.Keywords;
using Concierge.Scheduling;
using Concierge.Storage;

namespace Concierge.Turns;

/// <summary>
/// What one turn says before its commit. It is owed by a commit of its own, over the document as it was saved, and sent from there by the outbox's rules while the turn
/// goes on; the turn's working copy learns of it when the turn has ended.
/// </summary>
internal sealed class EarlyReply
{
    private readonly EarlyReplies _station;
    private readonly Lane _lane;
    private readonly string _turnId;
    private readonly int _messages;
    private EarlyNote? _note;
    private (OwedReply Reply, SendResult Result)? _open;
    private bool _isRefused;
    private volatile bool _isOver;

    public EarlyReply(EarlyReplies station, Lane lane, string turnId, int messages, EarlyNote? note)
    {
        _station = station;
        _lane = lane;
        _turnId = turnId;
        _messages = messages;
        _note = note;
    }

    /// <summary>Something was said, in this life of the turn or in an earlier one.</summary>
    public bool IsSaid => Volatile.Read(ref _note) is not null;

    /// <summary>What is under way comes to its end; nothing more is begun.</summary>
    public void Close() => _isOver = true;

    /// <summary>Owes the text and sends it. False when it was not said, or the provider did not take it.</summary>
    public async Task<bool> SayAsync(string text, CancellationToken cancellationToken)
    {
        await _lane.Hand.WaitAsync();
        try
        {
            Lane branch = _lane.Branch();
            if (!await MayBeSaidAsync(branch, text, cancellationToken))
            {
                return false;
            }

            EarlyNote note = Owe(branch, text);
            await branch.CommitAsync(cancellationToken);
            _lane.Adopt(branch);
            Volatile.Write(ref _note, note);
        }
        finally
        {
            _lane.Hand.Release();
        }

        return await SendAsync(cancellationToken);
    }

    /// <summary>Sends what is owed, if it is still unsent and nothing speaks against it.</summary>
    public async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        Lane? held = null;
        try
        {
            while (true)
            {
                Lane? branch = await ClaimAsync(held, cancellationToken);
                if (branch is null)
                {
                    return false;
                }

                held = branch;
                if (branch.NextSend.Claimed is { } claimed)
                {
                    SendResult result = await _station.Outbox.AttemptAsync(branch, claimed, cancellationToken);
                    await RecordAsync(claimed, result, cancellationToken);
                    return result is SendAccepted;
                }

                await _station.Outbox.SendAsync(branch, cancellationToken);
            }
        }
        finally
        {
            if (held is not null)
            {
                _station.Outbox.Release(held);
            }
        }
    }

    /// <summary>The turn has ended well: its working copy goes on from what was said and sent. What is still unsent would come too late.</summary>
    public void Conclude()
    {
        if (!IsSaid)
        {
            return;
        }

        ConversationDocument saved = _lane.ReadSaved();
        ConversationDocument document = _lane.Document;
        document.Owed = saved.Owed;
        document.Sent = saved.Sent;
        document.OutboundCount = saved.OutboundCount;
        document.NextOrdinal = saved.NextOrdinal;
        document.PacedUntil = saved.PacedUntil;
        document.PaceInterval = saved.PaceInterval;
        if (_isRefused)
        {
            document.Profile.Consent = saved.Profile.Consent;
            document.Profile.ConsentAt = saved.Profile.ConsentAt;
        }

        if (_open is { } open)
        {
            _station.Outbox.Record(_lane, open.Reply, open.Result);
        }

        if (document.Owed.Find(static owed => owed is { IsEarly: true, Attempts.Count: 0 }) is { } unsent)
        {
            _station.Ledger.Withdraw(_lane, unsent, "late");
        }
    }

    /// <summary>The place kept for one of the turn's messages, or null.</summary>
    public long? PlaceOf(int index) => _note is { } note && index < note.Lines ? note.First + index : null;

    /// <summary>Records an attempt. A lane without one waits for a permit or a slot; null when it is not to be sent now.</summary>
    private async ValueTask<Lane?> ClaimAsync(Lane? held, CancellationToken cancellationToken)
    {
        await _lane.Hand.WaitAsync();
        try
        {
            await _lane.RefreshAsync(cancellationToken, always: true);
            Lane branch = _lane.Branch();
            if (_isOver || IsSomebodyElses() || branch.Document.Owed is not [{ IsEarly: true, Attempts.Count: 0 }])
            {
                return null;
            }

            if (held is not null)
            {
                branch.NextSend.HoldsPermit = held.NextSend.HoldsPermit;
                branch.NextSend.ReservedSlot = held.NextSend.ReservedSlot;
                held.NextSend.HoldsPermit = false;
            }

            _station.Outbox.Claim(branch);
            if (branch.NextSend.Claimed is not null)
            {
                await branch.CommitAsync(cancellationToken);
                _lane.Adopt(branch);
                return branch;
            }

            if (branch.NextSend.IsNear)
            {
                return branch;
            }

            _station.Outbox.Release(branch);
            return null;
        }
        finally
        {
            _lane.Hand.Release();
        }
    }

    /// <summary>The outcome of a send that is known must not become unknown because the store is away: the turn's commit writes it then.</summary>
    private async ValueTask RecordAsync(OwedReply claimed, SendResult result, CancellationToken cancellationToken)
    {
        await _lane.Hand.WaitAsync();
        try
        {
            _isRefused = result is SendRejected { Reason: RejectReason.OptedOut };
            Lane branch = _lane.Branch();
            _station.Outbox.Record(branch, claimed, result);
            await branch.CommitAsync(cancellationToken);
            _lane.Adopt(branch);
        }
        catch (StoreUnavailableException)
        {
            _open = (claimed, result);
        }
        finally
        {
            _lane.Hand.Release();
        }
    }

    private async ValueTask<bool> MayBeSaidAsync(Lane branch, string text, CancellationToken cancellationToken)
    {
        ConversationDocument saved = branch.Document;
        if (_isOver
            || _messages == 0
            || saved.Handling != Handling.Bot
            || saved.Owed.Count > 0
            || saved.Profile is { IsBlocked: true } or { Consent: Consent.OptedOut }
            || text.Length > _lane.Channel.Capabilities.MaxTextLength)
        {
            return false;
        }

        await _lane.RefreshAsync(cancellationToken, always: true);
        TakePerson(saved);
        return !_isOver && !IsSomebodyElses() && !_station.Policy.IsWindowClosed(branch, new TextMessage(text));
    }

    /// <summary>What is to be sent needs somebody to send it to, and the message that opened the window; nothing else of the turn is durable yet.</summary>
    private void TakePerson(ConversationDocument saved)
    {
        ConversationDocument document = _lane.Document;
        saved.Contact = document.Contact;
        saved.Group = document.Group;
        saved.LastInboundAt = document.LastInboundAt;
        saved.LastInboundId = document.LastInboundId;
    }

    private EarlyNote Owe(Lane branch, string text)
    {
        DateTimeOffset now = branch.Clock.GetUtcNow();
        ConversationDocument saved = branch.Document;
        var message = new TextMessage(text);
        saved.NextOrdinal += _messages;
        long ordinal = branch.Record(place => new TranscriptEntry
        {
            Ordinal = place,
            Author = Author.Bot,
            RecordedAt = now,
            Message = message,
            Status = DeliveryStatus.Pending,
        });
        saved.Owed.Add(new OwedReply { Ordinal = ordinal, Message = message, Author = Author.Bot, CreatedAt = now, IsEarly = true });
        var note = new EarlyNote(_turnId, ordinal, _messages);
        saved.State[EarlyNote.StateName] = JsonSerializer.SerializeToElement(note, MessagingJsonContext.Default.EarlyNote);
        return note;
    }

    /// <summary>Whether something waits behind the turn that ends what the bot may say: a colleague, the host, or the person's wish.</summary>
    private bool IsSomebodyElses() => _lane.WaitingInputs.Any(input => input.Input switch
    {
        HandoffReceived => true,
        TimerCommand => false,
        ConversationCommand => true,
        MessageReceived { Body: TextBody body } => _station.MindsOptOutWords && ConsentWords.Find(body.Text) is { Consent: Consent.OptedOut },
        _ => false,
    });
}
