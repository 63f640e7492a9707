namespace Concierge.Channels;

/// <summary>A received file is larger than the caller allows.</summary>
public sealed class MediaTooLargeException : IOException
{
    /// <summary>Makes one for a limit in bytes.</summary>
    public MediaTooLargeException(long limit)
        : base($"The file is larger than the limit of {limit} bytes.") => Limit = limit;

    /// <summary>The limit in bytes.</summary>
    public long Limit { get; }
}
