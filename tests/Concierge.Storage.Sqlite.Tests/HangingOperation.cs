using Concierge.Storage.Sqlite.Writing;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>Holds the writer up, as a disk that does not answer would.</summary>
internal sealed class HangingOperation : WriteOperation<bool>, IDisposable
{
    public ManualResetEventSlim Began { get; } = new();

    public ManualResetEventSlim GoOn { get; } = new();

    public override void Execute(WriteSession session) => Result = true;

    public override void Complete()
    {
        Began.Set();
        GoOn.Wait();
        base.Complete();
    }

    public void Dispose()
    {
        GoOn.Set();
        Began.Dispose();
        GoOn.Dispose();
    }
}
