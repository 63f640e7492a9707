using System.Diagnostics;
using System.Globalization;

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
    private readonly long _opened = Stopwatch.GetTimestamp();

    public Ledger(string path) => _file = new StreamWriter(path, append: true);

    public TimeSpan Now => Stopwatch.GetElapsedTime(_opened);

    public void Write(LedgerKind kind, string? person = null, string? text = null, string? attempt = null, int code = 0)
    {
        lock (_lock)
        {
            var entry = new LedgerEntry(Now, kind, person, text, attempt, code);
            _entries.Add(entry);
            _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entry.At.TotalMilliseconds:F1}\t{kind}\t{person}\t{text}\t{attempt}\t{code}"));
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
