using Concierge.Channels;
using Concierge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Ingress;

/// <summary>From events to mailbox items: whose conversation, seen before, durable.</summary>
internal sealed class WebhookIngress(
    ChannelRegistry channels,
    IMailbox mailbox,
    IContactDirectory directory,
    ITenantMap tenants,
    IIdSource ids,
    TimeProvider clock,
    IOptions<ConciergeOptions> options,
    ConciergeStatistics statistics,
    StoreTroubleLog trouble,
    ILogger<WebhookIngress> logger,
    IErasureStore? erasures = null)
{
    private const int TypicalPayload = 1024;

    private readonly Func<ConversationId> _newConversation = () => new ConversationId(ids.NewId());

    /// <summary>Finds each event's account. What names a foreign account is counted and left out: nobody here may answer it.</summary>
    public List<AddressedEvent> Address(IChannel verified, IReadOnlyList<ChannelEvent> events, in WebhookRequest request)
    {
        var addressed = new List<AddressedEvent>(events.Count);
        for (int i = 0; i < events.Count; i++)
        {
            ChannelEvent channelEvent = events[i];
            IChannel? owner = channels.FindOwner(verified, channelEvent, request);
            if (owner is null)
            {
                statistics.UnknownAccount();
                Log.UnknownAccount(logger, verified.Account.ToString());
                continue;
            }

            if (IsReplay(channelEvent))
            {
                statistics.Expired();
                Log.ExpiredEvent(logger, owner.Account.ToString());
                continue;
            }

            if (channelEvent is UnknownEvent)
            {
                statistics.NotUnderstood();
            }

            addressed.Add(new AddressedEvent(owner, channelEvent));
        }

        return addressed;
    }

    /// <summary>As <see cref="Address"/>, for an event that the account itself was asked for.</summary>
    public AddressedEvent? AddressOwn(IChannel channel, ChannelEvent channelEvent)
    {
        bool isOwn = channelEvent.AccountId is not { } id || channel.AccountIds.Count == 0 || channel.AccountIds.Contains(id);
        return isOwn && !IsReplay(channelEvent) ? new AddressedEvent(channel, channelEvent) : null;
    }

    /// <summary>Appends the events, all or nothing. Completes when they are durable.</summary>
    public async ValueTask<AppendResult> AppendAsync(List<AddressedEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return default;
        }

        using var buffer = new PooledBuffer(TypicalPayload * events.Count);
        var items = new List<MailboxAppend>(events.Count);
        AppendResult result;
        try
        {
            foreach (AddressedEvent addressed in events)
            {
                UInt128 key = DedupKey.Compute(addressed.Channel.Account, addressed.Event);
                if (erasures is not null && await IsLateAsync(erasures, addressed, key, cancellationToken))
                {
                    statistics.Expired();
                    continue;
                }

                if (await ResolveAsync(addressed, key, cancellationToken) is not { } conversation)
                {
                    if (addressed.Event is ReceiptReceived)
                    {
                        statistics.ForeignReceipt();
                    }
                    else
                    {
                        statistics.Expired();
                    }

                    continue;
                }

                InputCodec.Write(buffer, addressed.Channel.Account, addressed.Event);
                items.Add(new MailboxAppend
                {
                    Conversation = conversation,
                    Tenant = tenants.TenantOf(addressed.Channel.Account),
                    Key = key,
                    Payload = buffer.Take(),
                    Raw = addressed.Event.Raw,
                    ReceivedAt = clock.GetUtcNow(),
                });
            }

            result = items.Count == 0 ? default : await mailbox.AppendAsync(items, cancellationToken);
        }
        catch (StoreUnavailableException unavailable)
        {
            trouble.Write(unavailable);
            result = new AppendResult(AppendStatus.Unavailable, 0, 0);
        }

        statistics.Appended(result);
        return result;
    }

    private async ValueTask<ConversationId?> ResolveAsync(AddressedEvent addressed, UInt128 key, CancellationToken cancellationToken)
    {
        AccountKey account = addressed.Channel.Account;
        switch (addressed.Event)
        {
            case MessageReceived message:
                IReadOnlyList<ContactAddress> addresses = Lateness.AddressesOf(message);
                return addresses.Count == 0
                    ? ConversationId.ForAccount(account)
                    : await FindOrBeginAsync(addressed, addresses, key, cancellationToken);
            case HandoffReceived { Contact.Addresses.Count: > 0 } handoff:
                return await FindOrBeginAsync(addressed, handoff.Contact.Addresses, key, cancellationToken);
            case ReceiptReceived receipt:
                return AttemptId.TryParse(receipt.AttemptId, out AttemptId attempt)
                    ? attempt.Conversation
                    : await directory.FindAsync(account, receipt.Group is { } group ? [group] : receipt.Recipient.Addresses, cancellationToken);
            case AccountNotice { Contact.Addresses: { Count: > 0 } about }:
                return await directory.FindAsync(account, about, cancellationToken) ?? ConversationId.ForAccount(account);
            default:
                return ConversationId.ForAccount(account);
        }
    }

    /// <summary>
    /// A person who is erased while this event is being taken is not begun anew: what was found is used as it is, and handled as what
    /// comes late; who is not found any more is looked for among the erased once more.
    /// </summary>
    private async ValueTask<ConversationId?> FindOrBeginAsync(
        AddressedEvent addressed, IReadOnlyList<ContactAddress> addresses, UInt128 key, CancellationToken cancellationToken)
    {
        AccountKey account = addressed.Channel.Account;
        if (erasures is not null)
        {
            ConversationId? known = await directory.FindAsync(account, addresses, cancellationToken);
            if (known is not null && addresses.Count == 1)
            {
                return known;
            }

            if (known is null && await IsLateAsync(erasures, addressed, key, cancellationToken))
            {
                return null;
            }
        }

        return await directory.ResolveAsync(account, addresses, _newConversation, cancellationToken);
    }

    /// <summary>It is about a person who was erased, and is from before that: to look the person up would store the address again.</summary>
    private async ValueTask<bool> IsLateAsync(IErasureStore erasures, AddressedEvent addressed, UInt128 key, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContactAddress> addresses = Lateness.AddressesOf(addressed.Event);
        return addresses.Count > 0
            && await erasures.FindAsync(addressed.Channel.Account, addresses, key, cancellationToken) is { } erased
            && await directory.FindAsync(addressed.Channel.Account, addresses, cancellationToken) is null
            && (erased.IsKeyKnown || Lateness.IsLate(addressed.Event, erased.At));
    }

    /// <summary>Older than the memory of deliveries: it cannot be told from a replay, so it must not have an effect.</summary>
    private bool IsReplay(ChannelEvent channelEvent) =>
        channelEvent is MessageReceived { OccurredAt: { } at } && clock.GetUtcNow() - at > options.Value.DedupRetention;
}
