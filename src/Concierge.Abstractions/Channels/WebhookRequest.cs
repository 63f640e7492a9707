using Microsoft.Extensions.Primitives;

namespace Concierge.Channels;

/// <summary>
/// One HTTP request from a provider, host-neutral. The body is valid only until the channel's method returns.
/// </summary>
public readonly struct WebhookRequest
{
    private readonly Func<string, StringValues>? _headers;

    /// <summary>Makes a request.</summary>
    /// <param name="method">HTTP method in upper case.</param>
    /// <param name="path">Path and query exactly as received, still encoded: <c>/webhooks/twilio?x=%2B</c>.</param>
    /// <param name="headers">Finds all values of a header by its case-insensitive name; empty where it is absent.</param>
    /// <param name="body">The bytes as received.</param>
    /// <param name="origin">
    /// Scheme and authority of the public address if the host is sure of it (configured, or from a proxy that it trusts); else null.
    /// </param>
    public WebhookRequest(string method, string path, Func<string, StringValues> headers, ReadOnlyMemory<byte> body, string? origin = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(headers);
        Method = method;
        Path = path;
        _headers = headers;
        Body = body;
        Origin = origin;
    }

    /// <summary>HTTP method in upper case.</summary>
    public string Method { get; }

    /// <summary>Path and query exactly as received, still encoded.</summary>
    public string Path { get; }

    /// <summary>The bytes as received.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Scheme and authority of the public address (<c>https://bot.example.com</c>), or null where it is not known for sure.</summary>
    public string? Origin { get; }

    /// <summary>All values of a header; empty where it is absent.</summary>
    public StringValues Header(string name) => _headers is null ? StringValues.Empty : _headers(name);
}
