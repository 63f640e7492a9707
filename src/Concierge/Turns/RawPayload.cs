using System.Text;
using Concierge.Channels;

namespace Concierge.Turns;

/// <summary>What the transcript keeps of the provider's bytes: all of what was not understood, nothing of what was.</summary>
internal static class RawPayload
{
    private const int MaxLength = 64 * 1024;

    public static string? ToKeep(ConversationInput input) => input switch
    {
        UnknownEvent or AccountNotice or MessageReceived { Body: UnsupportedBody } => Text(((ChannelEvent)input).Raw.Span),
        _ => null,
    };

    private static string? Text(ReadOnlySpan<byte> raw) =>
        raw.IsEmpty ? null : Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, MaxLength)]);
}
