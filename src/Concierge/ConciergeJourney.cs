using Concierge.Channels;

namespace Concierge;

/// <summary>
/// The itinerary of a message, from the verified webhook to the delivery receipt. Read this first.
/// </summary>
public sealed class ConciergeJourney
{
    /// <summary>Finds the channel of a webhook route; null when no such account is registered.</summary>
    public IChannel? FindChannel(string channel, string? account) => null;

    /// <summary>
    /// Takes one POST from a provider: verify → read → deduplicate → append durably → answer. Never throws for what is in the
    /// request. 401: not authentic, nothing stored. 200: durable. 503 with a Retry-After of <see cref="RetryAfter"/>: refused, nothing lost.
    /// </summary>
    public ValueTask<WebhookAnswer> AcceptAsync(IChannel channel, in WebhookRequest request, CancellationToken cancellationToken) => default;

    /// <summary>How long a refused provider should wait.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(5);
}
