namespace Concierge.Emulator.Phone;

/// <summary>Something that a provider tells the host.</summary>
/// <param name="Body">The exact bytes, as text.</param>
/// <param name="Address">The public address as the provider knows it, where it signs that; null for the line's own.</param>
internal sealed record Webhook(string Body, string? Address = null);
