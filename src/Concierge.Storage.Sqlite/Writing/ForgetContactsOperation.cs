using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Forgets the addresses of persons who were erased long ago. True when some are still remembered.</summary>
internal sealed class ForgetContactsOperation(long erasedBefore) : WriteOperation<bool>
{
    public override void Execute(WriteSession session)
    {
        session.Statements.ForgetContacts.Bind(1, erasedBefore).Run();
        Result = session.Statements.AnyContact.Step();
        session.Statements.AnyContact.Reset();
    }

    public override void Apply(StoreState state) => state.RemembersErased = Result;
}
