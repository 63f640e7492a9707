using Concierge.AspNetCore;
using Concierge.AspNetCore.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Things to do once with a host.</summary>
public static class ConciergeHostExtensions
{
    /// <summary>
    /// Sets every account's webhook address at its provider, where the provider has an API for it, and says what was done. Call
    /// it while the host runs: some providers check the address at once. Doing it again is harmless. Setting <c>Concierge:RegisterWebhooks</c>
    /// does it at every start.
    /// </summary>
    /// <param name="host">The running host.</param>
    /// <param name="prefix">What was given to <c>MapConcierge</c>; empty by default.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>One line for each account; a refusal is told there and in the log.</returns>
    /// <exception cref="InvalidOperationException"><c>Concierge:PublicBaseUrl</c> is missing.</exception>
    public static Task<IReadOnlyList<WebhookRegistration>> RegisterConciergeWebhooksAsync(this IHost host, string prefix = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(prefix);
        return ActivatorUtilities.CreateInstance<WebhookRegistrations>(host.Services).RegisterAsync(prefix, cancellationToken);
    }
}
