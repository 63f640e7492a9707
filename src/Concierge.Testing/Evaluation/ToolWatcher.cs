using System.Diagnostics;

namespace Concierge.Testing.Evaluation;

/// <summary>
/// Notes which tools run, by the span <c>execute_tool NAME</c> that the GenAI conventions ask for. Everything of a test host runs on
/// the test's thread, so spans of other tests are not taken for its own.
/// </summary>
internal sealed class ToolWatcher : IDisposable
{
    private const string Prefix = "execute_tool ";

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly ActivityListener _listener;
    private List<string> _tools = [];

    public ToolWatcher()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Name.StartsWith(Prefix, StringComparison.Ordinal) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<string> Take()
    {
        List<string> tools = _tools;
        _tools = [];
        return tools;
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Activity activity)
    {
        if (Environment.CurrentManagedThreadId == _thread && activity.OperationName.StartsWith(Prefix, StringComparison.Ordinal))
        {
            _tools.Add(activity.OperationName[Prefix.Length..]);
        }
    }
}
