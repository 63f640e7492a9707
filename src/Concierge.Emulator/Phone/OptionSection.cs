namespace Concierge.Emulator.Phone;

/// <summary>A part of a list.</summary>
internal sealed record OptionSection(string? Title, IReadOnlyList<Option> Rows);
