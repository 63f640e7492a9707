using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

internal sealed class AppendOperation(IReadOnlyList<MailboxAppend> items) : WriteOperation<AppendResult>
{
    private readonly List<AddedItem> _added = new(items.Count);

    public override void Execute(WriteSession session)
    {
        _added.Clear();
        if (session.IsFull(items.Count) && CountNew(session) is > 0 and var count && session.IsFull(count))
        {
            Result = new AppendResult(AppendStatus.Overloaded, 0, 0);
            return;
        }

        foreach (MailboxAppend item in items)
        {
            if (session.Append(item) is { } added)
            {
                _added.Add(added);
            }
        }

        Result = new AppendResult(AppendStatus.Stored, _added.Count, items.Count - _added.Count);
    }

    public override void Apply(StoreState state)
    {
        foreach (AddedItem item in _added)
        {
            state.Add(item.Conversation, item.Key, item.Sequence, item.DueAt);
        }
    }

    public override void Fail(StoreUnavailableException exception) => Complete(new AppendResult(AppendStatus.Unavailable, 0, 0));

    private int CountNew(WriteSession session)
    {
        var keys = new HashSet<UInt128>();
        int count = 0;
        foreach (MailboxAppend item in items)
        {
            count += item.Key == 0 || (keys.Add(item.Key) && !session.Knows(item.Key)) ? 1 : 0;
        }

        return count;
    }
}
