using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Classification;

/// <summary>Keeps a host from starting whose classifier has nobody to ask, or no time.</summary>
internal sealed class AiClassifierOptionsValidator(IServiceProviderIsKeyedService registered) : IValidateOptions<AiClassifierOptions>
{
    public ValidateOptionsResult Validate(string? name, AiClassifierOptions options)
    {
        List<string> problems = [.. options.Settings.Problems(registered, "The classifier", $"{AiOptions.Section}:Classifier")];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
