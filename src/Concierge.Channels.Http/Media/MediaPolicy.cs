using System.Net.Http.Headers;

namespace Concierge.Channels.Http;

/// <summary>What a channel lets its media fetcher contact, and what it may say there.</summary>
public sealed record MediaPolicy
{
    /// <summary>The provider's hosts: contacted over https on port 443 only, at public addresses only.</summary>
    public required HostList AllowedHosts { get; init; }

    /// <summary>
    /// Hosts from the configuration, for example an emulator: contacted at any address and port, also over http.
    /// Default none.
    /// </summary>
    public HostList TrustedHosts { get; init; } = HostList.None;

    /// <summary>Hosts that get <see cref="Credentials"/>, if the address names them first and not by a redirect. Default none.</summary>
    public HostList CredentialHosts { get; init; } = HostList.None;

    /// <summary>The authorization header, or null without one.</summary>
    public AuthenticationHeaderValue? Credentials { get; init; }

    /// <summary>The name of the header that carries <see cref="Credentials"/>' parameter instead of <c>Authorization</c>, or null. Default null.</summary>
    public string? CredentialHeader { get; init; }

    /// <summary>The time for one transfer from the look-up to the last byte. Default 2 minutes.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The type only: credentials must not reach a log by accident.</summary>
    public override string ToString() => nameof(MediaPolicy);
}
