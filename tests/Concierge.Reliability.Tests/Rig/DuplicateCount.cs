namespace Concierge.Reliability.Tests.Rig;

/// <summary>
/// Sorts repeated effects into those that a crash or an ambiguous answer accounts for, and those that nothing does. The
/// attempt before a repetition must have been on the wire, or just answered, when the host died, or its answer must have been lost.
/// </summary>
internal sealed class DuplicateCount(IReadOnlyList<LedgerEntry> entries, IReadOnlyList<TimeSpan> deaths, TimeSpan outcomeDelay)
{
    private readonly Dictionary<string, TimeSpan> _answered = First(entries, LedgerKind.Answered);
    private readonly Dictionary<string, TimeSpan> _lost = First(entries, LedgerKind.AnswerLost);
    private readonly List<string> _unexplained = [];
    private readonly int[] _perDeath = new int[deaths.Count];

    public int Explained { get; private set; }

    public IReadOnlyList<string> Unexplained => _unexplained;

    public IReadOnlyList<int> PerDeath => _perDeath;

    public void Add(string text, IReadOnlyList<LedgerEntry> effects)
    {
        for (int i = 1; i < effects.Count; i++)
        {
            if (IsExplained(effects[i - 1], effects[i]))
            {
                Explained++;
            }
            else
            {
                _unexplained.Add(text);
            }
        }
    }

    private bool IsExplained(LedgerEntry earlier, LedgerEntry repetition)
    {
        if (earlier.Attempt is null || earlier.Attempt == repetition.Attempt)
        {
            // One attempt, two requests: something below the host's records sent it again.
            return false;
        }

        if (_lost.ContainsKey(earlier.Attempt))
        {
            return true;
        }

        TimeSpan? answered = _answered.TryGetValue(earlier.Attempt, out TimeSpan at) ? at : null;
        for (int i = 0; i < deaths.Count; i++)
        {
            if (deaths[i] > earlier.At && deaths[i] < repetition.At && (answered is null || deaths[i] - answered < outcomeDelay))
            {
                _perDeath[i]++;
                return true;
            }
        }

        return false;
    }

    private static Dictionary<string, TimeSpan> First(IEnumerable<LedgerEntry> entries, LedgerKind kind)
    {
        var first = new Dictionary<string, TimeSpan>();
        foreach (LedgerEntry entry in entries)
        {
            if (entry.Kind == kind && entry.Attempt is not null)
            {
                first.TryAdd(entry.Attempt, entry.At);
            }
        }

        return first;
    }
}
