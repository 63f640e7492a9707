using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Storage;

namespace Concierge.Scheduling;

/// <summary>A mailbox item on its way through a lane.</summary>
internal sealed class LaneInput(MailboxItem item, bool isCounted)
{
    private DecodedInput? _decoded;
    private bool _isDecoded;

    public MailboxItem Item { get; } = item;

    /// <summary>How often handling was begun, this time included.</summary>
    public int Begun { get; } = item.Deliveries + (isCounted ? 0 : 1);

    /// <summary>How often the process died in it: begun, not failed, and not this time.</summary>
    public int Deaths => DeathsOf(Item, Begun);

    /// <summary>Null where the bytes are damaged. Read when it is asked for: most of a long backlog is handled under a later lease.</summary>
    public DecodedInput? Decoded
    {
        get
        {
            if (!_isDecoded)
            {
                _decoded = Decode(Item);
                _isDecoded = true;
            }

            return _decoded;
        }
    }

    public ConversationInput? Input => Decoded?.Input;

    /// <summary>Decides about sends that wait: handled before the next one starts.</summary>
    public bool GoesBeforeSends => !InputCodec.IsMessage(Item.Payload.Span) && Input is TakeOverCommand or HandoffReceived or ReceiptReceived or EraseCommand;

    /// <summary>As <see cref="Deaths"/>, for an item whose handling was begun so often.</summary>
    public static int DeathsOf(MailboxItem item, int begun) => begun - 1 - item.Failures;

    private static DecodedInput? Decode(MailboxItem item)
    {
        DecodedInput? decoded = InputCodec.Read(item.Payload.Span);
        return decoded is { Input: ChannelEvent channelEvent } ? decoded with { Input = channelEvent with { Raw = item.Raw } } : decoded;
    }
}
