using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Forms;

/// <summary>Keeps a host from starting whose form extractor has nobody to ask, or no time.</summary>
internal sealed class AiFormOptionsValidator(IServiceProviderIsKeyedService registered) : IValidateOptions<AiFormOptions>
{
    public ValidateOptionsResult Validate(string? name, AiFormOptions options)
    {
        List<string> problems = [.. options.Settings.Problems(registered, "The form extractor", $"{AiOptions.Section}:Forms")];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
