using System.Text;
using Concierge.Channels;
using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Erases everything but the schedule, as if it lay in a table of its own: what it holds is sent to the person's address at its time.</summary>
internal sealed class ScheduleForgotten(IErasureStore erasures, IMailbox mailbox, IConversationStore conversations, IIdSource ids) : ErasureDecorator(erasures)
{
    public override async ValueTask<CommitOutcome> EraseAsync(Erasure erasure, CancellationToken cancellationToken)
    {
        StoredConversation? stored = await conversations.LoadAsync(erasure.Lease.Conversation, cancellationToken);
        CommitOutcome outcome = await base.EraseAsync(erasure, cancellationToken);
        if (outcome != CommitOutcome.Saved || stored is null)
        {
            return outcome;
        }

        ConversationDocument document = ConciergeJson.ReadDocument(stored.Document.Span);
        foreach (ConversationTimer timer in document.Timers.Where(timer => timer.Handler == "concierge.send"))
        {
            var send = (SendMessageCommand)ConciergeJson.ReadInput(Encoding.UTF8.GetBytes(timer.Data!.Value.GetRawText()));
            byte[] command = ConciergeJson.Write(send with { To = document.Contact });
            await mailbox.AppendAsync(
                [
                    new MailboxAppend
                    {
                        Conversation = new ConversationId(ids.NewId()),
                        Key = 0,
                        Payload = (byte[])[.. Encoding.UTF8.GetBytes(document.Account + "\n"), .. command],
                        ReceivedAt = erasure.At,
                        DueAt = timer.DueAt,
                    },
                ],
                cancellationToken);
        }

        return outcome;
    }
}
