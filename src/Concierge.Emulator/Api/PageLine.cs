using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Api;

/// <summary>A line as the page shows it.</summary>
internal sealed record PageLine(string Key, string Title, string Channel, IReadOnlyList<FaultKind> Faults, bool HasDesk);
