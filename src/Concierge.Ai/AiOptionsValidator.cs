using Concierge.Ai.Guard;
using Concierge.Ai.Models;
using Concierge.Ai.Remote;
using Concierge.Ai.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Ai;

/// <summary>Keeps a host from starting whose AI services have nobody to ask.</summary>
internal sealed class AiOptionsValidator(IEnumerable<AiServiceDefinition> services, IServiceProviderIsKeyedService registered, IConfiguration configuration) : IValidateOptions<AiOptions>
{
    public ValidateOptionsResult Validate(string? name, AiOptions options)
    {
        var problems = new List<string>();
        foreach (AiServiceDefinition service in services)
        {
            problems.AddRange(ModelClients.Problems(registered, service.Options.Clients).Select(problem => $"The AI service '{service.Name}' {problem}"));
        }

        problems.AddRange(options.NeverSay
            .Where(text => ForbiddenTexts.Bare(text).Length < ForbiddenTexts.Shortest)
            .Select(_ => $"{AiOptions.Section}:{nameof(AiOptions.NeverSay)} has a text with fewer than {ForbiddenTexts.Shortest} letters or digits, which ordinary answers would hold too."));
        problems.AddRange(options.RuntimeActions.AllowedHosts
            .Where(entry => !AllowedHosts.IsEntry(entry))
            .Select(entry => $"{AiOptions.Section}:{nameof(AiOptions.RuntimeActions)}:{nameof(RuntimeActionOptions.AllowedHosts)} has '{entry}'. Write a host such as api.example.com, api.example.com:8443 or *.example.com."));
        if (options.RuntimeActions.Refresh < TimeSpan.Zero)
        {
            problems.Add($"{AiOptions.Section}:{nameof(AiOptions.RuntimeActions)}:{nameof(RuntimeActionOptions.Refresh)} must not be negative.");
        }

        foreach ((string action, RemoteAction definition) in options.Actions)
        {
            if (RemoteTemplate.FindProblem(definition, configuration) is { } problem)
            {
                problems.Add($"The remote action '{action}': {problem}");
            }
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
