using System.Text.Json;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>
/// Turns a webhook's body, which holds one event, into events of the model. Total: never throws on any bytes; what is not
/// understood becomes an <see cref="UnknownEvent"/> with its bytes.
/// </summary>
internal static class PayloadReader
{
    // An engine's raw message holds quoted messages inside messages.
    private const int MaxDepth = 256;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static void Read(ReadOnlyMemory<byte> body, ChannelEventSink sink)
    {
        ReadOnlyMemory<byte> json = body.Span.StartsWith(ByteOrderMark) ? body[3..] : body;
        Envelope envelope;
        try
        {
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            envelope = Envelope.Read(ref reader);
        }
        catch (JsonException)
        {
            sink.Add(new UnknownEvent { Reason = "The JSON is broken, cut or too deep.", Raw = body });
            return;
        }

        foreach (ChannelEvent channelEvent in EventReader.Read(envelope))
        {
            sink.Add(channelEvent with { AccountId = envelope.Session, Raw = body });
        }
    }
}
