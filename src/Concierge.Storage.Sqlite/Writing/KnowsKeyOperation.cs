namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Whether a deduplication key was seen. Asked where the keys are written, because some of them are only in memory.</summary>
internal sealed class KnowsKeyOperation(UInt128 key) : WriteOperation<bool>
{
    public override void Execute(WriteSession session) => Result = session.Knows(key);
}
