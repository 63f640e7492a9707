namespace Concierge;

/// <summary>
/// Guesses which service a message is for from the services' descriptions, after everything explicit has failed. Optional; thread-safe.
/// </summary>
public interface IServiceClassifier
{
    /// <summary>The best service; null when none fits. An exception lets the menu answer.</summary>
    /// <param name="request">The message and the services to choose from.</param>
    /// <param name="cancellationToken">Fires when the turn's time is up.</param>
    ValueTask<ServiceClassification?> ClassifyAsync(ServiceClassificationRequest request, CancellationToken cancellationToken);
}
