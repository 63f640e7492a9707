namespace Concierge.Channels.Twilio.Wire;

/// <summary>A message's file as the API lists it.</summary>
internal sealed class ListedFile
{
    public string? Sid { get; set; }

    public string? ContentType { get; set; }
}
