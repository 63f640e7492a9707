using Concierge.Channels;
using Concierge.Events;
using Concierge.Ingress;
using Concierge.Roles;
using Concierge.Scheduling;
using Concierge.Storage;
using Microsoft.Extensions.Logging;

namespace Concierge.Contacts;

/// <summary>Removes a person's data, and sees to it that what arrives for the old conversation afterwards brings nothing back.</summary>
internal sealed class Eraser(
    IContactDirectory directory,
    IMailbox mailbox,
    ITenantMap tenants,
    IIdSource ids,
    EventPublisher events,
    TimeProvider clock,
    ILogger<Eraser> logger,
    IErasureStore? erasures = null)
{
    private readonly Func<ConversationId> _newConversation = () => new ConversationId(ids.NewId());

    /// <summary>Handles an <see cref="EraseCommand"/>. What waits behind it is told apart under the next lease. Ends the lease.</summary>
    public async ValueTask EraseAsync(Lane lane, LaneInput command, CancellationToken cancellationToken)
    {
        IErasureStore store = erasures ?? throw new NotSupportedException("The store cannot erase: register an IErasureStore with it.");
        events.Publish(lane, ConciergeEventTypes.ConversationErased);
        foreach (ConversationId other in lane.Document.MergedInto is { } into ? lane.Document.MergedFrom.Append(into) : lane.Document.MergedFrom)
        {
            // The same person's. One that is erased already drops it.
            lane.Append(new MailboxAppend
            {
                Conversation = other,
                Key = UInt128.Zero,
                Payload = InputCodec.Write(null, new EraseCommand()),
                ReceivedAt = clock.GetUtcNow(),
            });
        }

        await lane.EraseAsync(store, command.Item.Sequence, RolesOf(lane), cancellationToken);
        Log.Erased(logger, lane.Id);
    }

    /// <summary>
    /// Handles what was addressed to a conversation that was erased in the meantime: a new message goes to the person's new conversation,
    /// everything else is dropped. False when the conversation was not erased; else the lease has ended.
    /// </summary>
    public async ValueTask<bool> TryForwardAsync(MailboxLease lease, CancellationToken cancellationToken)
    {
        if (erasures is null || lease.Conversation.IsAccount || await erasures.FindAsync(lease.Conversation, cancellationToken) is not { } erasedAt)
        {
            return false;
        }

        var forwarded = new List<MailboxAppend>();
        long through = 0;
        IReadOnlyList<MailboxItem> items = lease.Items;
        while (items.Count > 0)
        {
            foreach (MailboxItem item in items)
            {
                through = item.Sequence;
                if (await ForwardAsync(lease.Conversation, item, erasedAt, cancellationToken) is { } append)
                {
                    forwarded.Add(append);
                }
            }

            items = await mailbox.ReceiveMoreAsync(lease, through, cancellationToken);
        }

        var erasure = new Erasure { Lease = lease, At = clock.GetUtcNow(), Through = through, Append = forwarded };
        return await erasures.EraseAsync(erasure, cancellationToken) == CommitOutcome.Saved ? true : throw new LeaseLostException();
    }

    /// <summary>What was granted to the person's numbers. Where anybody may write a number into a contact, it may be somebody else's.</summary>
    private static IReadOnlyList<RecordName> RolesOf(Lane lane) => lane.Channel is { Capabilities.VouchesForPhones: false }
        ? []
        : [.. lane.Document.Contact.Addresses.Where(static address => address.Kind == ContactAddressKind.Phone).Select(static address => RoleDirectory.RecordOf(address.Value)).OfType<RecordName>()];

    private async ValueTask<MailboxAppend?> ForwardAsync(ConversationId erased, MailboxItem item, DateTimeOffset erasedAt, CancellationToken cancellationToken)
    {
        DecodedInput? decoded = InputCodec.Read(item.Payload.Span);
        IReadOnlyList<ContactAddress> addresses = Lateness.AddressesOf(decoded?.Input);
        if (decoded?.Account is not { } account || addresses.Count == 0 || Lateness.IsLate(decoded.Input, erasedAt))
        {
            return null;
        }

        ConversationId now = await directory.ResolveAsync(account, addresses, _newConversation, cancellationToken);
        return now == erased
            ? throw new StoreUnavailableException("The directory still names a conversation that was erased.")
            : new MailboxAppend
            {
                Conversation = now,
                Tenant = tenants.TenantOf(account),
                Key = UInt128.Zero,
                Payload = item.Payload,
                Raw = item.Raw,
                ReceivedAt = item.ReceivedAt,
            };
    }
}
