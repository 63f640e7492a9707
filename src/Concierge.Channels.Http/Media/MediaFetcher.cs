using System.Net.Http.Headers;

namespace Concierge.Channels.Http;

/// <summary>
/// Fetches files from addresses that a payload or a provider named, without being led to places or giving tokens to
/// strangers. Thread-safe. Registered by <c>AddProviderHttp()</c>.
/// </summary>
/// <param name="clients">Gives the two clients.</param>
/// <param name="timeProvider">Measures the time limit.</param>
public sealed class MediaFetcher(IHttpClientFactory clients, TimeProvider timeProvider)
{
    /// <summary>The client for public addresses; every connection is checked.</summary>
    public const string GuardedClientName = "Concierge.Media";

    /// <summary>The client for hosts from the configuration.</summary>
    public const string TrustedClientName = "Concierge.Media.Trusted";

    private const int MaxRedirects = 3;

    // Some of Meta's media servers refuse requests without one.
    private static readonly ProductInfoHeaderValue UserAgent = new("Concierge", "1.0");

    /// <summary>Opens a file.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="policy">What may be contacted.</param>
    /// <param name="maxBytes">The largest size; beyond it reading ends in <see cref="MediaTooLargeException"/>.</param>
    /// <param name="cancellationToken">Ends the opening. Reading has its own.</param>
    /// <exception cref="MediaTooLargeException">The declared size is beyond <paramref name="maxBytes"/>.</exception>
    /// <exception cref="MediaUnavailableException">Refused by the policy or by the server, or not reachable.</exception>
    public async ValueTask<MediaDownload> FetchAsync(Uri address, MediaPolicy policy, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        var limit = new CancellationTokenSource(policy.Limit, timeProvider);
        try
        {
            HttpResponseMessage response = await FollowAsync(address, policy, limit.Token, cancellationToken);
            return await OpenAsync(response, maxBytes, limit, cancellationToken);
        }
        catch
        {
            limit.Dispose();
            throw;
        }
    }

    private async ValueTask<HttpResponseMessage> FollowAsync(Uri first, MediaPolicy policy, CancellationToken limit, CancellationToken cancellationToken)
    {
        Uri address = first;
        for (int hop = 0; hop <= MaxRedirects; hop++)
        {
            HttpResponseMessage response = await GetAsync(address, first, policy, limit, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return response;
            }

            using (response)
            {
                address = Next(address, response);
            }
        }

        throw new MediaUnavailableException("The file's address redirects too often.");
    }

    private static Uri Next(Uri address, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location || !Uri.TryCreate(address, location, out Uri? next))
        {
            throw new MediaUnavailableException("The file's address redirects to nowhere.");
        }

        return address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps
            ? throw new MediaUnavailableException("The file's address redirects from https to something less safe.")
            : next;
    }

    private async ValueTask<HttpResponseMessage> GetAsync(Uri address, Uri first, MediaPolicy policy, CancellationToken limit, CancellationToken cancellationToken)
    {
        bool trusted = Check(address, policy);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(UserAgent);
        if (policy.Credentials is { } credentials && policy.CredentialHosts.Contains(address) && IsSameOrigin(address, first))
        {
            if (policy.CredentialHeader is { } header)
            {
                request.Headers.TryAddWithoutValidation(header, credentials.Parameter);
            }
            else
            {
                request.Headers.Authorization = credentials;
            }
        }

        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit, cancellationToken);
        HttpClient client = clients.CreateClient(trusted ? TrustedClientName : GuardedClientName);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
        }
        catch (HttpRequestException exception)
        {
            throw new MediaUnavailableException("The file's server cannot be reached or must not be contacted.", exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MediaUnavailableException("The file's server did not answer in time.");
        }
    }

    private static bool Check(Uri address, MediaPolicy policy)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0)
        {
            throw new MediaUnavailableException("The file's address is not a plain https address.");
        }

        if (policy.TrustedHosts.Contains(address))
        {
            return true;
        }

        return address.Scheme == Uri.UriSchemeHttps && address.Port == 443 && policy.AllowedHosts.Contains(address)
            ? false
            : throw new MediaUnavailableException("The file's host is not one of the provider's. If it should be, add it to the channel's MediaHosts.");
    }

    private static bool IsSameOrigin(Uri left, Uri right) =>
        left.Scheme == right.Scheme && left.Port == right.Port && left.IdnHost.Equals(right.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<MediaDownload> OpenAsync(HttpResponseMessage response, long maxBytes, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        try
        {
            if (!response.IsSuccessStatusCode)
            {
                throw new MediaUnavailableException($"The file's server answered {(int)response.StatusCode}.", new HttpRequestException(null, null, response.StatusCode));
            }

            long? length = response.Content.Headers.ContentLength;
            if (length > maxBytes)
            {
                throw new MediaTooLargeException(maxBytes);
            }

            Stream content = await response.Content.ReadAsStreamAsync(cancellationToken);
            return new MediaDownload(new CappedStream(content, maxBytes, limit, response), response.Content.Headers.ContentType?.ToString(), length);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
