namespace Concierge.Channels.Twilio.Wire;

/// <summary>A message as the API lists it.</summary>
internal sealed class ListedMessage
{
    public string? Sid { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public string? Body { get; set; }

    public string? Status { get; set; }

    public string? Direction { get; set; }

    public string? MessagingServiceSid { get; set; }

    public int? NumMedia { get; set; }

    public int? ErrorCode { get; set; }

    public string? DateSent { get; set; }

    public string? DateCreated { get; set; }
}
