using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Ends a lease and writes what is to be remembered of it. When that cannot be written the lease goes on: the caller tries again, and the count is right then.</summary>
internal sealed class EndLeaseOperation(MailboxLease lease, long? started, long? failed, long? notBefore) : WriteOperation<bool>
{
    private Slot? _slot;

    public override void Execute(WriteSession session)
    {
        _slot = session.Held(lease);
        Result = _slot is not null;
        if (_slot is null)
        {
            return;
        }

        if (started is { } given)
        {
            session.Statements.AddDelivery.Bind(1, given).Bind(2, -1).Run();
        }

        if (failed is { } sequence)
        {
            session.Statements.AddFailure.Bind(1, sequence).Run();
        }

        if (notBefore is not null)
        {
            session.Statements.SetTimes.Bind(1, _slot.Key).Bind(2, _slot.WakeAt).Bind(3, notBefore).Run();
        }

        session.EndLease(lease);
    }

    public override void Apply(StoreState state)
    {
        if (_slot is not null)
        {
            state.EndLease(_slot, lease.Fence, notBefore);
        }
    }
}
