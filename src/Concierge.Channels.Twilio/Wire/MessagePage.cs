using System.Text.Json;

namespace Concierge.Channels.Twilio.Wire;

/// <summary>A page of the list of messages.</summary>
internal sealed class MessagePage
{
    public List<JsonElement>? Messages { get; set; }

    /// <summary>Path and query of the next page, or null.</summary>
    public string? NextPageUri { get; set; }
}
