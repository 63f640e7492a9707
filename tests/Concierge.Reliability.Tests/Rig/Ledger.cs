using System.Diagnostics;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>
/// Append-only record of what was seen from outside the host, in memory and in a file beside the database, so that a failed
/// run can be read afterwards. Knows nothing of the host's own records.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<LedgerEntry> _entries = [];
    private readonly StreamWriter _file;

    /// <param name="path">The file.</param>
    /// <param name="origin">What times count from, for ledgers of several processes that are read as one; null for now.</param>
    /// <param name="isShared">Whether others read the file while it is written.</param>
    public Ledger(string path, long? origin = null, bool isShared = false)
    {
        _file = new StreamWriter(path, append: true) { AutoFlush = isShared };
        Origin = origin ?? Stopwatch.GetTimestamp();
    }

    /// <summary>What times count from: the machine's own monotonic clock, which its processes share.</summary>
    public long Origin { get; }

    public TimeSpan Now => Stopwatch.GetElapsedTime(Origin);

    public void Write(LedgerKind kind, string? person = null, string? text = null, string? attempt = null, int code = 0)
    {
        lock (_lock)
        {
            var entry = new LedgerEntry(Now, kind, person, text, attempt, code);
            _entries.Add(entry);
            _file.WriteLine(entry.ToLine());
        }
    }

    public IReadOnlyList<LedgerEntry> Snapshot()
    {
        lock (_lock)
        {
            _file.Flush();
            return [.. _entries];
        }
    }

    public int Count(LedgerKind kind)
    {
        lock (_lock)
        {
            return _entries.Count(entry => entry.Kind == kind);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }
}
