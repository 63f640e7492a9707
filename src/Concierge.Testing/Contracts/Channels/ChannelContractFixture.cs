using System.Text;
using Concierge.Channels;
using Microsoft.Extensions.Primitives;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>What the contract suite must know of a channel. One small class per channel; made anew for every test.</summary>
public abstract class ChannelContractFixture : IDisposable
{
    /// <summary>The header that carries the signature.</summary>
    public abstract string SignatureHeader { get; }

    /// <summary>Path and query of the webhook. Default <c>/webhooks/contract</c>.</summary>
    public virtual string Path => "/webhooks/contract";

    /// <summary>The public origin, for channels that sign the address. Default <c>https://bot.example.com</c>.</summary>
    public virtual string? Origin => "https://bot.example.com";

    /// <summary>Somebody to send to.</summary>
    public virtual ContactIdentity Recipient => new() { Addresses = [new ContactAddress(ContactAddressKind.Phone, "15551112222")] };

    /// <summary>Bodies of authentic webhooks, as many kinds as there are. The suite cuts and damages them.</summary>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Recordings { get; }

    /// <summary>Makes the channel.</summary>
    /// <param name="provider">Where the provider is to be found.</param>
    /// <param name="timeout">How long a send may take.</param>
    public abstract IChannel CreateChannel(Uri provider, TimeSpan timeout);

    /// <summary>The headers of an authentic request with a body.</summary>
    public abstract IReadOnlyDictionary<string, string> Sign(ReadOnlyMemory<byte> body);

    /// <summary>The body of a webhook that holds one text message.</summary>
    public abstract ReadOnlyMemory<byte> TextWebhook(string messageId, string text);

    /// <summary>The provider's answer to a message that it takes.</summary>
    public abstract StubReply Accepted(string messageId);

    /// <summary>Whether a request carries an attempt id. Default: its text contains it.</summary>
    public virtual bool CarriesAttemptId(StubRequest request, string attemptId)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Text.Contains(attemptId, StringComparison.Ordinal);
    }

    /// <summary>A request with headers.</summary>
    public WebhookRequest Request(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, StringValues> headers) =>
        new("POST", Path, name => headers.GetValueOrDefault(name), body, Origin);

    /// <summary>An authentic request.</summary>
    public WebhookRequest Signed(ReadOnlyMemory<byte> body) => Request(body, Headers(body));

    /// <summary>The signed headers, open for changes.</summary>
    public Dictionary<string, StringValues> Headers(ReadOnlyMemory<byte> body) =>
        Sign(body).ToDictionary(static pair => pair.Key, static pair => new StringValues(pair.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>The events of a body.</summary>
    public IReadOnlyList<ChannelEvent> Read(IChannel channel, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var sink = new ChannelEventSink();
        channel.Read(Request(body, new Dictionary<string, StringValues>()), sink);
        return sink.Events;
    }

    /// <summary>Frees what <see cref="CreateChannel"/> made.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what <see cref="CreateChannel"/> made.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    internal static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
