namespace Concierge.Storage.Sqlite;

/// <summary>The key of a line of a transcript: conversation and ordinal in one number, so that a page is one walk along the table.</summary>
internal static class LineId
{
    private const int OrdinalBits = 24;

    /// <summary>One more than the greatest ordinal.</summary>
    public const long End = 1L << OrdinalBits;

    public static long Of(long conversation, long ordinal) =>
        ordinal is >= 0 and < End
            ? (conversation << OrdinalBits) | ordinal
            : throw new InvalidOperationException($"A conversation of the SQLite store has at most {End} lines; ordinal {ordinal} is beyond.");
}
