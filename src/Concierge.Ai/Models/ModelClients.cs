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
