namespace Concierge.Emulator.Phone;

/// <summary>A fault that a provider can be ordered to have.</summary>
/// <param name="Name">The word to order it by.</param>
/// <param name="Label">What the page says.</param>
internal sealed record FaultKind(string Name, string Label);
