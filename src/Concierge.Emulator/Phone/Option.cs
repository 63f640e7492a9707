namespace Concierge.Emulator.Phone;

/// <summary>Something that can be tapped.</summary>
internal sealed record Option(string Id, string Title, string? Description = null);
