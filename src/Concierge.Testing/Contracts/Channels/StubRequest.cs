using System.Text;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>A request that a <see cref="ProviderStub"/> received.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">Headers; several values of one are joined with a comma.</param>
/// <param name="Body">The body.</param>
public sealed record StubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The body as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
