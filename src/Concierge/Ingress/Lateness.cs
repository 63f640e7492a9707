using Concierge.Channels;

namespace Concierge.Ingress;

/// <summary>Whom an input is about, and whether it is from before that person was erased.</summary>
internal static class Lateness
{
    public static IReadOnlyList<ContactAddress> AddressesOf(ConversationInput? input) => input switch
    {
        MessageReceived { Group: { } group } => [group],
        MessageReceived { Body: SystemBody { NewAddress: { } changed } } message => [.. message.Sender.Addresses, changed],
        MessageReceived message => message.Sender.Addresses,
        HandoffReceived handoff => handoff.Contact.Addresses,
        AccountNotice { Contact: { } about } => about.Addresses,
        SendMessageCommand { To: { } to } => to.Addresses,
        _ => [],
    };

    /// <summary>
    /// Whether it must have no effect. News about an erased person is nobody's any more. Providers tell times in whole seconds, and some none:
    /// what cannot be told from something new is new.
    /// </summary>
    public static bool IsLate(ConversationInput? input, DateTimeOffset erasedAt) => input switch
    {
        MessageReceived or HandoffReceived => ((ChannelEvent)input).OccurredAt < erasedAt.AddTicks(-(erasedAt.Ticks % TimeSpan.TicksPerSecond)),
        SendMessageCommand { To: not null } => false,
        _ => true,
    };
}
