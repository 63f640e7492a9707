using Concierge.Ai.Remote;
using Concierge.Ai.Turns;
using Microsoft.Extensions.AI;
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
            if (service.Options.Clients.Count == 0 && !registered.IsService(typeof(IChatClient)))
            {
                problems.Add($"The AI service '{service.Name}' has no model: register an IChatClient, or name keyed ones with Clients(…).");
            }

            problems.AddRange(service.Options.Clients
                .Where(key => !registered.IsKeyedService(typeof(IChatClient), key))
                .Select(key => $"The AI service '{service.Name}' names the chat client '{key}', which is not registered. Register it with AddKeyedSingleton<IChatClient>(\"{key}\", …)."));
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
