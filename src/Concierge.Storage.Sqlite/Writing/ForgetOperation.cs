using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Forgets the old keys in one slice of the table, so that nobody waits long behind it. Tells where the next slice begins; null after the last.</summary>
internal sealed class ForgetOperation(byte[] after, long beforeDay) : WriteOperation<byte[]?>
{
    private const int SliceSize = 5000;

    /// <summary>Greater than every key.</summary>
    private static readonly byte[] Infinity = [.. Enumerable.Repeat(byte.MaxValue, 17)];

    public override void Execute(WriteSession session)
    {
        Statement end = session.Statements.EndOfSlice.Bind(1, after).Bind(2, SliceSize - 1);
        Result = end.Step() ? end.Bytes(0) : null;
        end.Reset();
        session.Statements.ForgetSlice.Bind(1, after).Bind(2, Result ?? Infinity).Bind(3, beforeDay).Run();
    }
}
