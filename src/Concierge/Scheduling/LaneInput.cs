using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Storage;

namespace Concierge.Scheduling;

/// <summary>A mailbox item on its way through a lane.</summary>
internal sealed class LaneInput
{
    public LaneInput(MailboxItem item, bool isCounted)
    {
        Item = item;
        Begun = item.Deliveries + (isCounted ? 0 : 1);
        Decoded = InputCodec.Read(item.Payload.Span);
        if (Decoded is { Input: ChannelEvent channelEvent })
        {
            Decoded = Decoded with { Input = channelEvent with { Raw = item.Raw } };
        }
    }

    public MailboxItem Item { get; }

    /// <summary>How often handling was begun, this time included.</summary>
    public int Begun { get; }

    /// <summary>How often the process died in it: begun, not failed, and not this time.</summary>
    public int Deaths => DeathsOf(Item, Begun);

    /// <summary>Null where the bytes are damaged.</summary>
    public DecodedInput? Decoded { get; }

    public ConversationInput? Input => Decoded?.Input;

    /// <summary>Decides about sends that wait: handled before the next one starts.</summary>
    public bool GoesBeforeSends => Input is TakeOverCommand or HandoffReceived or ReceiptReceived;

    /// <summary>As <see cref="Deaths"/>, for an item whose handling was begun so often.</summary>
    public static int DeathsOf(MailboxItem item, int begun) => begun - 1 - item.Failures;
}
