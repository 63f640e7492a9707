namespace Concierge.Reliability.Tests.Rig;

/// <summary>
/// Decides from the ledger alone. One inbound text of the form <c>x</c> has exactly one effect <c>echo: x</c>, at the same
/// person, in the order in which the host accepted the person's messages.
/// </summary>
internal static class LedgerChecker
{
    public const string ReplyPrefix = "echo: ";

    /// <summary>
    /// A send counts as in flight at a death when its answer was written no longer than this before: the host must read the
    /// answer and commit the outcome, and on a busy machine that takes its time.
    /// </summary>
    private static readonly TimeSpan OutcomeDelay = TimeSpan.FromSeconds(2);

    public static LedgerVerdict Check(IReadOnlyList<LedgerEntry> entries)
    {
        var accepted = new Dictionary<string, int>();
        var posted = new Dictionary<string, string>();
        foreach (LedgerEntry entry in entries)
        {
            if (entry.Kind == LedgerKind.Posted)
            {
                posted.TryAdd(entry.Text!, entry.Person!);
            }
            else if (entry.Kind == LedgerKind.Acknowledged)
            {
                accepted.TryAdd(entry.Text!, accepted.Count);
            }
        }

        List<LedgerEntry> effects = [.. entries.Where(entry => entry.Kind == LedgerKind.Applied)];
        ILookup<string, LedgerEntry> byText = effects.ToLookup(entry => Asked(entry.Text!));
        List<TimeSpan> deaths = [.. entries.Where(entry => entry.Kind == LedgerKind.HostDied).Select(entry => entry.At)];
        var duplicates = new DuplicateCount(entries, deaths, OutcomeDelay);
        foreach (IGrouping<string, LedgerEntry> group in byText)
        {
            duplicates.Add(group.Key, [.. group]);
        }

        return new LedgerVerdict
        {
            Acknowledged = accepted.Count,
            Effects = effects.Count,
            Lost = [.. accepted.Keys.Where(text => !byText.Contains(text))],
            UnexplainedDuplicates = duplicates.Unexplained,
            ExplainedDuplicates = duplicates.Explained,
            DuplicatesPerDeath = duplicates.PerDeath,
            Inversions = Inversions(effects, accepted),
            Foreign = [.. effects.Where(entry => posted.GetValueOrDefault(Asked(entry.Text!)) != entry.Person).Select(entry => entry.Text!)],
            Deaths = deaths.Count,
            Startups = Spans(entries, LedgerKind.HostReady),
            FirstSends = Spans(entries, LedgerKind.Attempted),
        };
    }

    private static string Asked(string reply) =>
        reply.StartsWith(ReplyPrefix, StringComparison.Ordinal) ? reply[ReplyPrefix.Length..] : reply;

    /// <summary>Only the first effect of a text counts: repetitions are judged as duplicates.</summary>
    private static List<string> Inversions(IEnumerable<LedgerEntry> effects, Dictionary<string, int> accepted)
    {
        var inversions = new List<string>();
        foreach (IGrouping<string?, LedgerEntry> conversation in effects.GroupBy(entry => entry.Person))
        {
            int last = -1;
            foreach (string text in conversation.Select(entry => Asked(entry.Text!)).Distinct())
            {
                if (!accepted.TryGetValue(text, out int position))
                {
                    continue;
                }

                if (position < last)
                {
                    inversions.Add(text);
                }

                last = Math.Max(last, position);
            }
        }

        return inversions;
    }

    /// <summary>From each start of the process to what came first after it, where it came before the process ended.</summary>
    private static List<TimeSpan> Spans(IReadOnlyList<LedgerEntry> entries, LedgerKind end)
    {
        var spans = new List<TimeSpan>();
        TimeSpan? started = null;
        foreach (LedgerEntry entry in entries)
        {
            if (entry.Kind == LedgerKind.HostStarted)
            {
                started = entry.At;
            }
            else if (entry.Kind is LedgerKind.HostDied or LedgerKind.HostAsked)
            {
                started = null;
            }
            else if (entry.Kind == end && started is { } from)
            {
                spans.Add(entry.At - from);
                started = null;
            }
        }

        return spans;
    }
}
