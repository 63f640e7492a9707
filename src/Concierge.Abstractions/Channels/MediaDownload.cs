namespace Concierge.Channels;

/// <summary>An open transfer of a received file. Dispose it when read.</summary>
/// <param name="Content">The bytes; ends with <see cref="MediaTooLargeException"/> past the limit.</param>
/// <param name="MimeType">Media type as the provider's server says, or null. Untrusted.</param>
/// <param name="Length">Size in bytes if known beforehand.</param>
public sealed record MediaDownload(Stream Content, string? MimeType, long? Length) : IAsyncDisposable
{
    /// <summary>Ends the transfer.</summary>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
