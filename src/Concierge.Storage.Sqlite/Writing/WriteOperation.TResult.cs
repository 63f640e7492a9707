namespace Concierge.Storage.Sqlite.Writing;

/// <summary>An operation that tells its caller something.</summary>
internal abstract class WriteOperation<TResult> : WriteOperation
{
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Completion => _completion.Task;

    protected TResult Result { get; set; } = default!;

    public override void Complete() => _completion.TrySetResult(Result);

    public override void Fail(StoreUnavailableException exception) => _completion.TrySetException(exception);

    protected void Complete(TResult result) => _completion.TrySetResult(result);
}
