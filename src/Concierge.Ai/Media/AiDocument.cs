namespace Concierge.Ai;

/// <summary>A document that a person sent.</summary>
/// <param name="Content">Its bytes, at most <see cref="AiMediaOptions.MaxBytes"/> of them.</param>
/// <param name="MimeType">Media type as declared. Untrusted.</param>
/// <param name="FileName">Name as declared, or null. Untrusted; never use it as a path.</param>
public sealed record AiDocument(ReadOnlyMemory<byte> Content, string MimeType, string? FileName);
