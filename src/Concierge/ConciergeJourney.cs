using Concierge.Channels;
using Concierge.Contacts;
using Concierge.Events;
using Concierge.Ingress;
using Concierge.Outbox;
using Concierge.Scheduling;
using Concierge.Sessions;
using Concierge.Storage;
using Concierge.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>
/// The itinerary of a message, from the verified webhook to the delivery receipt. Two methods tell all of it:
/// <see cref="AcceptAsync"/> is everything before the provider gets its 200, <c>HandleAsync</c> everything after.
/// </summary>
public sealed class ConciergeJourney
{
    private static readonly WebhookAnswer Unauthorized = new(401);
    private static readonly WebhookAnswer Refused = new(503);
    private static readonly TimeSpan AccountMissingPause = TimeSpan.FromMinutes(1);

    private readonly ChannelRegistry _channels;
    private readonly WebhookIngress _ingress;
    private readonly Flood _flood;
    private readonly IMailbox _mailbox;
    private readonly IConversationStore _store;
    private readonly TurnStation _turns;
    private readonly OutboxStation _outbox;
    private readonly Quarantine _quarantine;
    private readonly SuspectGate _suspects;
    private readonly LaneExit _exit;
    private readonly SessionAnnouncer _sessions;
    private readonly EventStation _events;
    private readonly Eraser _eraser;
    private readonly TimeProvider _clock;
    private readonly ConciergeOptions _options;
    private readonly ConciergeStatistics _statistics;
    private readonly StoreTroubleLog _trouble;
    private readonly ILogger _logger;
    private volatile bool _othersWait;

    internal ConciergeJourney(
        ChannelRegistry channels,
        WebhookIngress ingress,
        Flood flood,
        IMailbox mailbox,
        IConversationStore store,
        TurnStation turns,
        OutboxStation outbox,
        Quarantine quarantine,
        SuspectGate suspects,
        LaneExit exit,
        SessionAnnouncer sessions,
        EventStation events,
        Eraser eraser,
        TimeProvider clock,
        IOptions<ConciergeOptions> options,
        ConciergeStatistics statistics,
        StoreTroubleLog trouble,
        ILogger<ConciergeJourney> logger)
    {
        _channels = channels;
        _ingress = ingress;
        _flood = flood;
        _mailbox = mailbox;
        _store = store;
        _turns = turns;
        _outbox = outbox;
        _quarantine = quarantine;
        _suspects = suspects;
        _exit = exit;
        _sessions = sessions;
        _events = events;
        _eraser = eraser;
        _clock = clock;
        _options = options.Value;
        _statistics = statistics;
        _trouble = trouble;
        _logger = logger;
    }

    /// <summary>How long a refused provider should wait.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Every lane is taken and more conversations may wait for one: each gives way when it has had its turn. Not told by the number of
    /// lanes at work: while some have just ended, the rest would take another turn before those who wait.
    /// </summary>
    internal bool OthersWait
    {
        get => _othersWait;
        set => _othersWait = value;
    }

    /// <summary>Every registered account.</summary>
    public IReadOnlyList<IChannel> Channels => _channels.Channels;

    /// <summary>Finds the channel of a webhook route; null when no such account is registered.</summary>
    /// <param name="channel">The channel's name, in lower case.</param>
    /// <param name="account">The account's name; null for the default one.</param>
    public IChannel? FindChannel(string channel, string? account) =>
        _channels.Find(new AccountKey(channel, account ?? AccountKey.DefaultName));

    /// <summary>
    /// Takes one POST from a provider: verify → read → whose account → deduplicate and append durably → answer. Never throws
    /// for what is in the request. 401: not authentic, nothing stored. 200: durable. 503: refused, nothing lost; the provider
    /// may try again after <see cref="RetryAfter"/>. The request's body must stay as it is until the task completes.
    /// </summary>
    public ValueTask<WebhookAnswer> AcceptAsync(IChannel channel, in WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (channel.Authenticate(request) != WebhookVerdict.Authentic)
        {
            _statistics.WebhookRejected();
            return new ValueTask<WebhookAnswer>(Unauthorized);
        }

        var sink = new ChannelEventSink();
        channel.Read(request, sink);
        List<AddressedEvent> events = _ingress.Address(channel, sink.Events, request);
        return AnswerAsync(events, cancellationToken);
    }

    /// <summary>
    /// Handles one conversation for as long as it has something to do: turn → commit → send → commit, one step after the other.
    /// A crash between any two steps loses nothing and repeats at most the send that was on the wire.
    /// </summary>
    internal async Task HandleAsync(MailboxLease lease, LeaseHold hold, CancellationToken stopping, CancellationToken lost)
    {
        Lane? lane = null;
        try
        {
            if (EventPublisher.IsEventMailbox(lease.Conversation))
            {
                await _events.HandleAsync(lease, stopping, lost);
                return;
            }

            lane = await OpenAsync(lease, hold, lost);
            if (lane is null)
            {
                return;
            }

            _outbox.Recover(lane);
            while (!lane.IsReleased && !stopping.IsCancellationRequested)
            {
                lane.RaiseDueTimers();
                if (!lane.IsDirty && lane.HasInputs && !_quarantine.TakeIfPoison(lane))
                {
                    if (lane.Peek()!.Input is EraseCommand)
                    {
                        await _eraser.EraseAsync(lane, lane.Peek()!, lost);
                        return;
                    }

                    await _flood.GiveWayAsync(lane.Peek()!.Item.ReceivedAt, lost);
                    await _turns.RunAsync(lane, lost);
                }

                if (lane.NeedsAllInputs && (lane.MayLackInputs || lane.AwaitsReceipt))
                {
                    await RefreshAsync(lane, lost);
                }

                lane.IsContended = OthersWait;
                _outbox.Claim(lane);
                if (!lane.HasWork)
                {
                    break;
                }

                if (lane.IsDirty)
                {
                    await CommitAsync(lane, lost);
                }

                if (lane.HasYielded)
                {
                    break;
                }

                await _outbox.SendAsync(lane, lost);
                await RefreshAsync(lane, lost);
            }

            await _exit.LeaveAsync(lane, stopping);
        }
        catch (Exception failure)
        {
            await _exit.FailAsync(lease, lane, failure, lost);
        }
        finally
        {
            if (lane is not null)
            {
                _outbox.Release(lane);
            }
        }
    }

    private async ValueTask<WebhookAnswer> AnswerAsync(List<AddressedEvent> events, CancellationToken cancellationToken)
    {
        _flood.Enter();
        try
        {
            bool stored = (await _ingress.AppendAsync(events, cancellationToken)).Status == AppendStatus.Stored;
            _statistics.WebhookAccepted(stored);
            return stored ? WebhookAnswer.Ok : Refused;
        }
        finally
        {
            _flood.Leave();
        }
    }

    /// <summary>Loads the document. Null when the conversation cannot be handled now; then its lease has ended.</summary>
    private async ValueTask<Lane?> OpenAsync(MailboxLease lease, LeaseHold hold, CancellationToken cancellationToken)
    {
        StoredConversation? stored = await _store.LoadAsync(lease.Conversation, cancellationToken);
        if (stored is null && await _eraser.TryForwardAsync(lease, cancellationToken))
        {
            return null;
        }

        var lane = new Lane(lease, hold, stored, _store, _mailbox, _clock) { GathersBursts = _options.Debounce > TimeSpan.Zero };
        if (lane.GathersBursts && lane.MayLackInputs)
        {
            await lane.RefreshAsync(cancellationToken);
        }

        IChannel? channel = lane.Document.Account.Length == 0 ? null : _channels.Find(AccountKey.Parse(lane.Document.Account));
        if (channel is not null)
        {
            lane.Channel = channel;
            if (Debounce.ReadyAt(lane, _options) is not { } ready || lane.Document.Owed.Count > 0)
            {
                return lane;
            }

            await _exit.ReleaseAsync(lease, lane.StartedSequence, ready);
            return null;
        }

        if (lane.WaitingInputs.FirstOrDefault(input => input.Input is EraseCommand) is { } erase)
        {
            // What waits before it can never be handled, and must not keep a person's data.
            await _eraser.EraseAsync(lane, erase, cancellationToken);
            return null;
        }

        if (stored is null && lane.HasInputs)
        {
            // No account can be told from what waits here: damaged, or a command for a conversation that never was.
            await _quarantine.RejectAllAsync(lane, cancellationToken);
            return null;
        }

        Log.AccountMissing(_logger, lease.Conversation);
        await _exit.ReleaseAsync(lease, lane.StartedSequence, _clock.GetUtcNow() + AccountMissingPause);
        return null;
    }

    /// <summary>The outcome of a send that is known must not become unknown because the store is away for a moment.</summary>
    private async ValueTask CommitAsync(Lane lane, CancellationToken lost)
    {
        while (true)
        {
            try
            {
                await lane.CommitAsync(lost);
                _suspects.Committed(lane);
                await _sessions.TellAsync(lane, lost);
                return;
            }
            catch (StoreUnavailableException unavailable) when (lane.HasOutcome)
            {
                _trouble.Write(unavailable);
                await Task.Delay(LaneExit.FailurePause, _clock, lost);
            }
        }
    }

    /// <summary>Looks for more; a look that fails must not cost the outcome that waits for its commit.</summary>
    private async ValueTask RefreshAsync(Lane lane, CancellationToken lost)
    {
        try
        {
            await lane.RefreshAsync(lost);
        }
        catch (StoreUnavailableException unavailable) when (lane.HasOutcome)
        {
            _trouble.Write(unavailable);
        }
    }
}
