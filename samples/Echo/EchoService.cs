namespace Concierge.Samples.Echo;

/// <summary>Answers <c>echo: &lt;text&gt;</c> to a text and <c>echo: [&lt;kind&gt;]</c> to anything else.</summary>
internal sealed class EchoService(IConfiguration configuration) : IService
{
    private readonly bool _countsOnly = configuration["Echo:Mode"] == "count";
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public ValueTask HandleAsync(TurnContext turn)
    {
        Interlocked.Increment(ref _count);
        if (!_countsOnly)
        {
            MessageBody body = turn.Message.Body;
            turn.Reply(body is TextBody ? $"echo: {turn.Text}" : $"echo: [{body.Kind}]");
        }

        return ValueTask.CompletedTask;
    }
}
