namespace Concierge.Channels.Twilio.Wire;

/// <summary>A WhatsApp sender as the API lists it.</summary>
internal sealed class ListedSender
{
    public string? Sid { get; set; }

    public string? SenderId { get; set; }
}
