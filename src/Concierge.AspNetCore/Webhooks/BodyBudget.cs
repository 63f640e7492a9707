namespace Concierge.AspNetCore.Webhooks;

/// <summary>
/// Bounds what all unfinished large bodies together may hold in memory: nobody has shown a signature yet. Ordinary webhooks
/// are far smaller than <see cref="FreeBytes"/> and never meet it.
/// </summary>
internal sealed class BodyBudget
{
    /// <summary>What each body may hold without being counted.</summary>
    public const int FreeBytes = 16 * 1024;

    /// <summary>What all bodies may hold beyond that: room for the largest that a provider sends, and some beside it. More would be held while it grows.</summary>
    private const long TotalBytes = 4 * 1024 * 1024 + 512 * 1024;

    private long _free = TotalBytes;

    /// <summary>Grows a body's share to its present length; false when there is no room for it now.</summary>
    public bool TryHold(ref long held, long length)
    {
        long more = Math.Max(0, length - FreeBytes) - held;
        if (more <= 0)
        {
            return true;
        }

        if (Interlocked.Add(ref _free, -more) < 0)
        {
            Interlocked.Add(ref _free, more);
            return false;
        }

        held += more;
        return true;
    }

    public void Return(long held) => Interlocked.Add(ref _free, held);
}
