namespace Concierge.Channels;

/// <summary>A file cannot be fetched or uploaded: expired, refused, or an address that must not be contacted.</summary>
public sealed class MediaUnavailableException : IOException
{
    /// <summary>Makes one with a sentence without personal data or secrets.</summary>
    public MediaUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
