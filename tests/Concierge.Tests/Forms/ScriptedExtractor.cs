using Concierge.Forms;

namespace Concierge.Tests.Forms;

/// <summary>Finds always the same; null fails.</summary>
internal sealed class ScriptedExtractor(IReadOnlyDictionary<string, string>? found) : IFormExtractor
{
    public List<FormExtractionRequest> Requests { get; } = [];

    public ValueTask<IReadOnlyDictionary<string, string>> ExtractAsync(FormExtractionRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return found is null ? throw new InvalidOperationException("the model is down") : ValueTask.FromResult(found);
    }
}
