namespace Concierge.Storage.PostgreSql.Appending;

/// <summary>One call that waits for its items to become durable.</summary>
internal sealed class PendingAppend(AppendRows rows)
{
    private readonly TaskCompletionSource<AppendResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AppendRows Rows => rows;

    public Task<AppendResult> Completion => _completion.Task;

    /// <summary>Somebody still waits for it, or it was completed.</summary>
    public bool IsWanted { get; private set; } = true;

    /// <summary>The caller has given up; it is not written if that has not begun.</summary>
    public void Abandon() => IsWanted = false;

    public void Complete(AppendStatus status, int added = 0) =>
        _completion.TrySetResult(status == AppendStatus.Stored ? new AppendResult(status, added, rows.Count - added) : new AppendResult(status, 0, 0));
}
