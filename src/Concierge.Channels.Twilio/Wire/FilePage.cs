namespace Concierge.Channels.Twilio.Wire;

/// <summary>The list of a message's files.</summary>
internal sealed class FilePage
{
    public List<ListedFile>? MediaList { get; set; }
}
