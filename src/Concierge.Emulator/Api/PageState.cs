using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Api;

/// <summary>Everything that a page shows.</summary>
internal sealed record PageState(
    IReadOnlyList<Person> Persons,
    IReadOnlyList<ChatMessage> Messages,
    PhoneSettings Settings,
    IReadOnlyList<FaultOrder> Faults,
    bool Operator);
