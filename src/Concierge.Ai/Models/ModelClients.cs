using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Ai.Models;

/// <summary>The clients of a service for a tenant, in the order in which they are asked.</summary>
internal static class ModelClients
{
    public static IReadOnlyList<ModelClient> Resolve(IServiceProvider services, IList<string> keys, string tenant)
    {
        if (keys.Count == 0)
        {
            return Find(services, string.Empty, tenant) is { } only
                ? [only]
                : throw new InvalidOperationException("No IChatClient is registered. Register one, or name registered ones with Clients(…).");
        }

        var clients = new List<ModelClient>(keys.Count);
        foreach (string key in keys)
        {
            clients.Add(Find(services, key, tenant)
                ?? throw new InvalidOperationException($"No IChatClient is registered under the key '{key}'."));
        }

        return clients;
    }

    /// <summary>Which of the clients are not there; each sentence goes on from the service's name.</summary>
    public static IEnumerable<string> Problems(IServiceProviderIsKeyedService registered, IEnumerable<string> keys)
    {
        bool any = false;
        foreach (string key in keys)
        {
            any = true;
            if (!registered.IsKeyedService(typeof(IChatClient), key))
            {
                yield return $"names the chat client '{key}', which is not registered. Register it with AddKeyedSingleton<IChatClient>(\"{key}\", …).";
            }
        }

        if (!any && !registered.IsService(typeof(IChatClient)))
        {
            yield return "has no model: register an IChatClient, or name keyed ones with Clients(…).";
        }
    }

    private static ModelClient? Find(IServiceProvider services, string key, string tenant)
    {
        string own = $"{key}@{tenant}";
        if (services.GetKeyedService<IChatClient>(own) is { } ofTenant)
        {
            return new ModelClient(own, ofTenant);
        }

        IChatClient? common = key.Length == 0 ? services.GetService<IChatClient>() : services.GetKeyedService<IChatClient>(key);
        return common is null ? null : new ModelClient(key, common);
    }
}
