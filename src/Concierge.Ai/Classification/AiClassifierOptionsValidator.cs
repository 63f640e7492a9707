using Concierge.Ai.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Classification;

/// <summary>Keeps a host from starting whose classifier has nobody to ask, or no time.</summary>
internal sealed class AiClassifierOptionsValidator(IServiceProviderIsKeyedService registered) : IValidateOptions<AiClassifierOptions>
{
    public ValidateOptionsResult Validate(string? name, AiClassifierOptions options)
    {
        List<string> problems = [.. ModelClients.Problems(registered, options.Clients).Select(problem => $"The classifier {problem}")];
        if (options.Timeout <= TimeSpan.Zero || options.MaxTextLength < 1 || options.MaxOutputTokens < 1)
        {
            problems.Add($"{AiOptions.Section}:Classifier: Timeout, MaxTextLength and MaxOutputTokens must be greater than zero.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
