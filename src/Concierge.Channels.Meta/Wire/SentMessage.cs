namespace Concierge.Channels.Meta.Wire;

internal sealed class SentMessage
{
    public string? Id { get; set; }
}
