namespace Concierge.Emulator.Api;

/// <summary>A file was stored.</summary>
internal sealed record MediaCreated(string Id);
