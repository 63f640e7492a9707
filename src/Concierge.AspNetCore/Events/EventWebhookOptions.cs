namespace Concierge.AspNetCore;

/// <summary>A receiver of events: section <c>Concierge:Events:{name}</c>.</summary>
public sealed class EventWebhookOptions
{
    /// <summary>Where events are posted; https, or http on this machine. Required.</summary>
    public Uri? Url { get; set; }

    /// <summary>Signs every post; at least 16 characters. Required.</summary>
    public string? Secret { get; set; }

    /// <summary>Which types are posted; a name may end with <c>*</c>. Empty for all.</summary>
    public IList<string> Types { get; set; } = [];
}
