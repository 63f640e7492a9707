using System.Text.Json;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>
/// Turns a webhook's body, which holds one event, into events. Total: never throws on any bytes; what is not understood
/// becomes an <see cref="UnknownEvent"/> with its bytes.
/// </summary>
internal static class PayloadReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static void Read(ReadOnlyMemory<byte> body, ChannelEventSink sink)
    {
        ReadOnlyMemory<byte> json = body.Span.StartsWith(ByteOrderMark) ? body[3..] : body;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (ChannelEvent channelEvent in EventReader.Read(document.RootElement))
            {
                sink.Add(channelEvent with { AccountId = document.RootElement.Text("session"), Raw = body });
            }
        }
        catch (JsonException)
        {
            sink.Add(new UnknownEvent { Reason = "The JSON is broken, cut or too deep.", Raw = body });
        }
    }
}
