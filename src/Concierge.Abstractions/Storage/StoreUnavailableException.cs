namespace Concierge.Storage;

/// <summary>The store cannot be read or written now: disk full, server away, damaged file. The caller tries again later.</summary>
public sealed class StoreUnavailableException : IOException
{
    /// <summary>Makes one with a sentence without personal data.</summary>
    public StoreUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
