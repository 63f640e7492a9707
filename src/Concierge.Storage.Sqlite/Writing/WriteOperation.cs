using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>
/// Something that changes the store. It is executed inside the transaction that it shares with its neighbours, applied to what
/// is kept in memory after that was committed, and completed last. It may be executed twice when a neighbour fails.
/// </summary>
internal abstract class WriteOperation
{
    /// <summary>Reads and writes the database. Throwing undoes what it did. Called with the state's lock held.</summary>
    public abstract void Execute(WriteSession session);

    /// <summary>Brings what is kept in memory up to date. Called with the state's lock held, only after the commit.</summary>
    public virtual void Apply(StoreState state)
    {
    }

    /// <summary>Tells the caller that it is durable.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that it did not happen, as far as is known.</summary>
    public abstract void Fail(StoreUnavailableException exception);
}
