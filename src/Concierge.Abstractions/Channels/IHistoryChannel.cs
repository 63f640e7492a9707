namespace Concierge.Channels;

/// <summary>
/// A channel whose provider can be asked what it received. For providers that give a webhook up after a try or two: what was
/// missed while the host was away is fetched and goes the same way as a webhook's events.
/// </summary>
public interface IHistoryChannel
{
    /// <summary>
    /// What people sent since a time, oldest first as far as the provider can tell. Each event has the id that its webhook had, so that one that came
    /// is known again. May give older events than asked. Ends early rather than without end.
    /// </summary>
    /// <param name="since">By the provider's clock.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="HttpRequestException">The provider could not be asked; the message names no secret.</exception>
    IAsyncEnumerable<ChannelEvent> ReadHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
