namespace Concierge.Channels;

/// <summary>Whether a request is authentic.</summary>
public enum WebhookVerdict
{
    /// <summary>Not signed by this account's secret: 401, nothing is read or stored.</summary>
    Rejected = 0,

    /// <summary>Signed by this account's secret.</summary>
    Authentic = 1,
}
