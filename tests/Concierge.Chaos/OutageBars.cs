namespace Concierge.Chaos;

/// <summary>What is promised for the time while the database is away.</summary>
internal static class OutageBars
{
    public const int MoreThreads = 20;

    public static readonly TimeSpan Refused = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan DatabaseCall = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan LiveP99 = TimeSpan.FromMilliseconds(200);

    public static readonly TimeSpan Drained = TimeSpan.FromSeconds(120);
}
