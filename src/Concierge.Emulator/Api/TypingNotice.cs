namespace Concierge.Emulator.Api;

/// <summary>The business is writing to this person.</summary>
internal sealed record TypingNotice(string Person);
