using System.Net;
using System.Net.Http.Headers;

namespace Concierge.Channels.Http;

/// <summary>
/// A request body that can be sent once. It remembers whether its sending has begun, which is what tells "certainly not
/// sent" from "nobody knows", and it refuses to be sent again by the HTTP stack on another connection.
/// </summary>
public sealed class SingleUseContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _started;

    /// <summary>Makes a body.</summary>
    /// <param name="bytes">The bytes; not copied.</param>
    /// <param name="mediaType">Media type, for example <c>application/json</c>.</param>
    public SingleUseContent(ReadOnlyMemory<byte> bytes, string mediaType)
    {
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    /// <summary>True from the moment a connection asked for the bytes: from then on they may have arrived.</summary>
    public bool HasStarted => Volatile.Read(ref _started) != 0;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Interlocked.Exchange(ref _started, 1) == 0
            ? stream.WriteAsync(_bytes, cancellationToken).AsTask()
            : throw new InvalidOperationException("A request that sends a message must not be repeated by the HTTP stack.");
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
