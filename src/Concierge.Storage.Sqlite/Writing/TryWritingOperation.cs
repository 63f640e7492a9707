namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Finds out whether there is room to write: writes something as large as a webhook may well be, and removes it again.</summary>
internal sealed class TryWritingOperation : WriteOperation<bool>
{
    private const string Collection = "concierge.health";
    private static readonly byte[] Filling = new byte[64 * 1024];

    public override void Execute(WriteSession session)
    {
        session.WriteRecords([new RecordWrite(Collection, Collection, Filling)]);
        session.WriteRecords([new RecordWrite(Collection, Collection, null)]);
        Result = true;
    }
}
