namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Counts that the handling of items begins.</summary>
internal sealed class CountDeliveriesOperation(IReadOnlyList<long> sequences) : WriteOperation<int>
{
    public override void Execute(WriteSession session)
    {
        Result = 0;
        foreach (long sequence in sequences)
        {
            Result += session.Statements.AddDelivery.Bind(1, sequence).Bind(2, 1).Run();
        }
    }
}
