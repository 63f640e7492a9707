namespace Concierge.Channels.Twilio.Wire;

/// <summary>The list of an account's senders.</summary>
internal sealed class SenderPage
{
    public List<ListedSender>? Senders { get; set; }
}
