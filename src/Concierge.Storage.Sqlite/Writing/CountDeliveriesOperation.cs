namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Counts that the handling of items begins, or with -1 that it did not after all.</summary>
internal sealed class CountDeliveriesOperation(IReadOnlyList<long> sequences, int by = 1) : WriteOperation<int>
{
    public override void Execute(WriteSession session)
    {
        Result = 0;
        foreach (long sequence in sequences)
        {
            Result += session.Statements.AddDelivery.Bind(1, sequence).Bind(2, by).Run();
        }
    }
}
