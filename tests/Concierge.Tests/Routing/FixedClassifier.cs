namespace Concierge.Tests.Routing;

/// <summary>Always guesses "billing"; null knows nothing, a negative confidence fails.</summary>
internal sealed class FixedClassifier(double? confidence) : IServiceClassifier
{
    public List<string> Candidates { get; } = [];

    public ValueTask<ServiceClassification?> ClassifyAsync(ServiceClassificationRequest request, CancellationToken cancellationToken)
    {
        Candidates.AddRange(request.Candidates.Select(candidate => candidate.Name));
        return confidence < 0
            ? throw new InvalidOperationException("no model")
            : ValueTask.FromResult(confidence is { } sure ? new ServiceClassification("billing", sure) : null);
    }
}
