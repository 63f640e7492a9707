namespace Concierge.Chaos;

/// <summary>What is promised for the time while the database is away.</summary>
internal static class OutageBars
{
    public const int MoreThreads = 20;

    public static readonly TimeSpan Refused = TimeSpan.FromSeconds(1);

    /// <summary>
    /// On top for the slowest of all. Somebody new is looked up before the message is stored, and each of the two may wait for the store's own
    /// time: where a busy database goes away in between, a webhook waits for both.
    /// </summary>
    public static readonly TimeSpan LookUp = TimeSpan.FromSeconds(0.8);

    public static readonly TimeSpan DatabaseCall = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan LiveP99 = TimeSpan.FromMilliseconds(200);

    public static readonly TimeSpan Drained = TimeSpan.FromSeconds(120);
}
