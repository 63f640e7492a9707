using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Api;

/// <summary>Everything that a page shows.</summary>
internal sealed record PageState(
    IReadOnlyList<PageLine> Lines,
    IReadOnlyList<Person> Persons,
    IReadOnlyList<ChatMessage> Messages,
    IReadOnlyList<DeskConversation> Desk,
    PhoneSettings Settings,
    IReadOnlyList<FaultOrder> Faults,
    bool Operator);
