using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>An <see cref="IServiceClassifier"/>, if there is one, guesses from the descriptions. Below the threshold its guess does not count.</summary>
public sealed class ClassificationRule : IRoutingRule
{
    private readonly IOptions<ConciergeOptions> _options;
    private readonly ILogger _logger;

    internal ClassificationRule(IOptions<ConciergeOptions> options, ILogger<ClassificationRule> logger)
    {
        _options = options;
        _logger = logger;
    }

    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        if (routing.Turn.Services.GetService<IServiceClassifier>() is not { } classifier || string.IsNullOrWhiteSpace(routing.Turn.Text) || routing.Turn.IsConfidential)
        {
            return null;
        }

        var candidates = new List<ServiceDefinition>();
        foreach (ServiceDefinition service in routing.Services)
        {
            if (service.Description is not null && await routing.MayUseAsync(service))
            {
                candidates.Add(service);
            }
        }

        return candidates.Count == 0 ? null : await DecideAsync(routing, classifier, candidates);
    }

    private async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing, IServiceClassifier classifier, List<ServiceDefinition> candidates)
    {
        ServiceClassification? guess;
        try
        {
            var request = new ServiceClassificationRequest(routing.Turn.Text, routing.Turn.Language, candidates, routing.Turn);
            guess = await classifier.ClassifyAsync(request, routing.Turn.CancellationToken);
        }
        catch (Exception failure) when (failure is not StoreUnavailableException && !routing.Turn.CancellationToken.IsCancellationRequested)
        {
            Log.ClassificationFailed(_logger, routing.Turn.ConversationId, failure.GetType().Name);
            routing.Note("the classification failed");
            return null;
        }

        ServiceDefinition? service = candidates.Find(candidate => candidate.Name == guess?.Service);
        if (service is null)
        {
            routing.Note("no description fits");
            return null;
        }

        string confidence = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{guess!.Confidence:0.00}");
        if (guess.Confidence >= _options.Value.Routing.ClassificationThreshold)
        {
            return RoutingDecision.To(service, $"classified with confidence {confidence}");
        }

        routing.Note($"'{service.Name}' fits with confidence {confidence} only");
        return null;
    }
}
