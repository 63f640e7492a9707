namespace Concierge.Emulator.Phone;

/// <summary>A file at the provider.</summary>
/// <param name="Id">The provider's id, which nobody can guess.</param>
/// <param name="MimeType">Its media type.</param>
/// <param name="FileName">Its name, or null.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Line">The line that it belongs to; null for a file that was chosen on the page and not sent yet.</param>
internal sealed record StoredMedia(string Id, string MimeType, string? FileName, byte[] Content, string? Line = null);
