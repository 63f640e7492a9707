namespace Concierge.Emulator.Phone;

/// <summary>A file at the provider.</summary>
internal sealed record StoredMedia(string Id, string MimeType, string? FileName, byte[] Content);
