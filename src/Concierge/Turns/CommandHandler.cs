using Concierge.Channels;
using Concierge.Contacts;
using Concierge.Messaging;
using Concierge.Outbox;
using Concierge.Scheduling;
using Concierge.Storage;

namespace Concierge.Turns;

/// <summary>A colleague or the host acted through Concierge.</summary>
internal sealed class CommandHandler(HandoffHandler handoffs, ReplyWriter replies, ProfileKeeper profiles, ContactMerger merger, ITranscriptStore transcripts)
{
    public async ValueTask HandleAsync(Lane lane, ConversationCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case TakeOverCommand:
                await handoffs.TakeOverAsync(lane, command.By);
                Note(lane, command);
                replies.TellHelpDesk(lane, command.By);
                break;
            case HandBackCommand:
                handoffs.HandBack(lane, command.By);
                Note(lane, command);
                replies.TellHelpDesk(lane, command.By);
                break;
            case SendMessageCommand send:
                Send(lane, send);
                break;
            case CancelTimerCommand cancel:
                lane.Document.Timers.RemoveAll(timer => timer.Id == cancel.TimerId);
                break;
            case UpdateProfileCommand update:
                profiles.Update(lane, update);
                Note(lane, command);
                break;
            case MergeIntoCommand merge:
                await merger.MergeIntoAsync(lane, merge);
                Note(lane, command);
                break;
            case MergeFromCommand merge:
                await merger.MergeFromAsync(lane, merge);
                Note(lane, new MergeFromCommand(merge.From, new ContactProfile()) { By = merge.By });
                break;
            case OperatorReplyCommand reply:
                if (reply.By is not null && await handoffs.TakeOverAsync(lane, reply.By))
                {
                    replies.TellHelpDesk(lane, reply.By);
                }

                replies.Owe(lane, [reply.Message], Author.Human, reply.By);
                break;
            case ReplayReplyCommand replay:
                await ReplayAsync(lane, replay.Reply, cancellationToken);
                break;
        }
    }

    /// <summary>Now, or as a timer that can be taken back until it is due.</summary>
    private void Send(Lane lane, SendMessageCommand send)
    {
        ConversationDocument document = lane.Document;
        if (document.Contact.Addresses.Count == 0 && send.To is { } to)
        {
            document.Contact = to;
        }

        if (send.At is not { } at || at <= lane.Clock.GetUtcNow())
        {
            replies.OweUnasked(lane, send.Message, send.By);
            return;
        }

        document.Timers.RemoveAll(timer => timer.Id == send.Id);
        document.Timers.Add(LaterSend.Write(send, at));
    }

    /// <summary>Owes the reply once more, unless it has arrived in the meantime or is owed already.</summary>
    private async ValueTask ReplayAsync(Lane lane, OwedReply reply, CancellationToken cancellationToken)
    {
        TranscriptEntry? line = lane.FindUncommitted(reply.Ordinal) ?? await transcripts.FindAsync(lane.Id, reply.Ordinal, cancellationToken);
        if (line?.Status is not (DeliveryStatus.Failed or DeliveryStatus.Held or DeliveryStatus.Cancelled)
            || lane.Document.Owed.Any(owed => owed.Ordinal == reply.Ordinal))
        {
            return;
        }

        lane.Document.Sent.RemoveAll(sent => sent.Ordinal == reply.Ordinal);
        lane.Document.Owed.Add(reply with { Status = DeliveryStatus.Pending, NotBefore = null, ReconcileUntil = null, Tries = 0, Attempts = line.Attempts });
        lane.Write(line with { Status = DeliveryStatus.Pending, ErrorCode = null });
    }

    private static void Note(Lane lane, ConversationCommand command) => lane.Record(ordinal => new TranscriptEntry
    {
        Ordinal = ordinal,
        Author = Author.System,
        RecordedAt = lane.Clock.GetUtcNow(),
        Input = command,
        By = command.By,
    });
}
