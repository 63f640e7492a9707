using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Scheduling;
using Concierge.Storage;
using Microsoft.Extensions.Logging;

namespace Concierge.Events;

/// <summary>Delivers events: one lane for each subscriber, so that one that is away holds up neither conversations nor the others.</summary>
internal sealed class EventStation(
    IEnumerable<IEventSubscriber> subscribers,
    IMailbox mailbox,
    IConversationStore store,
    LaneExit exit,
    TimeProvider clock,
    ILogger<EventStation> logger)
{
    private const int MaxFailures = 20;
    private const int MaxDeaths = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, IEventSubscriber> _subscribers = subscribers.DistinctBy(subscriber => subscriber.Name).ToDictionary(subscriber => subscriber.Name, StringComparer.Ordinal);

    public async Task HandleAsync(MailboxLease lease, CancellationToken stopping, CancellationToken lost)
    {
        long version = (await store.LoadAsync(lease.Conversation, lost))?.Version ?? 0;
        for (int i = 0; i < lease.Items.Count; i++)
        {
            MailboxItem item = lease.Items[i];
            if (stopping.IsCancellationRequested)
            {
                await exit.ReleaseAsync(lease, item.Sequence, null);
                return;
            }

            var command = InputCodec.Read(item.Payload.Span)?.Input as EventCommand;
            string? givenUp = WhyGivenUp(lease, item, command, isCounted: i == 0);
            if (givenUp is null && !await TryDeliverAsync(lease, item, command!.Event, lost))
            {
                return;
            }

            bool isLast = i == lease.Items.Count - 1;
            TurnCommit commit = Consume(lease, item, version++) with
            {
                Starting = isLast ? null : lease.Items[i + 1].Sequence,
                DeadLetters = givenUp is null ? [] : [Bury(lease, item, givenUp)],
                Release = isLast,
            };
            if (await store.CommitAsync(commit, lost) != CommitOutcome.Saved)
            {
                throw new LeaseLostException();
            }
        }

        if (lease.Items.Count == 0)
        {
            await exit.ReleaseAsync(lease, null, null);
        }
    }

    private string? WhyGivenUp(MailboxLease lease, MailboxItem item, EventCommand? command, bool isCounted)
    {
        if (!_subscribers.ContainsKey(EventPublisher.SubscriberOf(lease.Conversation)))
        {
            return "There is no subscriber of this name any more.";
        }

        if (command is null)
        {
            return "The stored bytes are damaged.";
        }

        int begun = item.Deliveries + (isCounted ? 0 : 1);
        return item.Failures >= MaxFailures ? $"Handling it failed {item.Failures} times."
            : LaneInput.DeathsOf(item, begun) >= MaxDeaths ? "The process died while handling it."
            : null;
    }

    /// <summary>False when the lease has ended and the event comes again.</summary>
    private async ValueTask<bool> TryDeliverAsync(MailboxLease lease, MailboxItem item, ConciergeEvent conciergeEvent, CancellationToken lost)
    {
        string name = EventPublisher.SubscriberOf(lease.Conversation);
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lost);
        try
        {
            await _subscribers[name].HandleAsync(conciergeEvent, linked.Token).AsTask().WaitAsync(Timeout, clock, lost);
            return true;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(item.Failures, 20));
            pause = pause < LongestPause ? pause : LongestPause;
            Log.EventRefused(logger, name, conciergeEvent.Type, item.Failures + 1, failure);
            await mailbox.FailAsync(lease, item.Sequence, clock.GetUtcNow() + pause, CancellationToken.None);
            return false;
        }
    }

    private TurnCommit Consume(MailboxLease lease, MailboxItem item, long version)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new TurnCommit
        {
            Lease = lease,
            ExpectedVersion = version,
            Document = ConciergeJson.Write(new ConversationDocument { Id = lease.Conversation, Account = string.Empty, LastActivityAt = now }),
            Summary = new ConversationSummary { Id = lease.Conversation, Account = string.Empty, LastActivityAt = now },
            Consumed = [item.Sequence],
        };
    }

    private DeadLetter Bury(MailboxLease lease, MailboxItem item, string reason) => new()
    {
        Conversation = lease.Conversation,
        Kind = DeadLetterKind.Outbound,
        Reason = reason,
        At = clock.GetUtcNow(),
        Payload = item.Payload,
    };
}
