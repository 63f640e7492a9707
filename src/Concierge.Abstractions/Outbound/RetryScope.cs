namespace Concierge;

/// <summary>What has to wait before the next try.</summary>
public enum RetryScope
{
    /// <summary>This message only.</summary>
    Message,

    /// <summary>Everything to this person (WhatsApp's pair rate limit).</summary>
    Recipient,

    /// <summary>Everything from this account (throughput limit, maintenance).</summary>
    Account,

    /// <summary>Everything from this account until its credentials are mended.</summary>
    Credentials,
}
