namespace Concierge.Testing;

/// <summary>A file that was sent in a test.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MimeType">Its media type.</param>
/// <param name="FileName">Its name, or null.</param>
public sealed record TestFile(ReadOnlyMemory<byte> Content, string MimeType, string? FileName);
