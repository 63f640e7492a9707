using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Ai.Models;

/// <summary>How a model is asked on the side of a turn.</summary>
internal sealed record SideSettings(IList<string> Clients, string? ModelId, float? Temperature, int MaxOutputTokens, TimeSpan Timeout, int MaxTextLength)
{
    /// <summary>What cannot work, a sentence each.</summary>
    /// <param name="registered">What the host has.</param>
    /// <param name="who">Who asks, as the sentences begin.</param>
    /// <param name="section">Where the settings stand.</param>
    public IEnumerable<string> Problems(IServiceProviderIsKeyedService registered, string who, string section)
    {
        foreach (string problem in ModelClients.Problems(registered, Clients))
        {
            yield return $"{who} {problem}";
        }

        if (Timeout <= TimeSpan.Zero || MaxTextLength < 1 || MaxOutputTokens < 1)
        {
            yield return $"{section}: Timeout, MaxTextLength and MaxOutputTokens must be greater than zero.";
        }
    }
}
