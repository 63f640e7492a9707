namespace Concierge;

/// <summary>A file leads to the first service for files of its kind.</summary>
public sealed class MediaRule : IRoutingRule
{
    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        if (!routing.Catalogue.HasMediaTriggers || routing.Turn.Messages.Select(message => message.Body).OfType<MediaBody>().LastOrDefault() is not { } media)
        {
            return null;
        }

        foreach (ServiceDefinition service in routing.Services)
        {
            if (service.Triggers.Media.Contains(media.MediaKind) && await routing.MayUseAsync(service))
            {
                return RoutingDecision.To(service, $"file of kind {media.Kind}");
            }
        }

        return null;
    }
}
