using System.Text;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>What a <see cref="ProviderStub"/> answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body as text.</param>
public sealed record StubReply(int Status, string Body = "")
{
    /// <summary>Media type. Default <c>application/json</c>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What goes wrong. Default nothing.</summary>
    public StubFault Fault { get; init; }

    internal byte[] Head(long? length)
    {
        var head = new StringBuilder();
        head.Append(System.Globalization.CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} Stub\r\nContent-Type: {ContentType}\r\n");
        if (length is { } known)
        {
            head.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Length: {known}\r\n");
        }

        foreach ((string name, string value) in Headers)
        {
            head.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }
}
