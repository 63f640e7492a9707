namespace Concierge.Storage.Sqlite.Writing;

internal sealed class SaveRecordsOperation(IReadOnlyList<RecordWrite> writes) : WriteOperation<bool>
{
    public override void Execute(WriteSession session)
    {
        Result = session.AreAsExpected(writes);
        if (Result)
        {
            session.WriteRecords(writes);
        }
    }
}
