namespace Concierge.Channels.Meta.Wire;

/// <summary>Meta's answer to <c>POST …/messages</c>, and the error of any call.</summary>
internal sealed class SendAnswer
{
    public List<SentMessage?>? Messages { get; set; }

    public GraphError? Error { get; set; }

    public bool? Success { get; set; }
}
