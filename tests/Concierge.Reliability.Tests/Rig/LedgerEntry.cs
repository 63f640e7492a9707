using System.Globalization;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>One line of the ledger.</summary>
/// <param name="At">Time since the ledger was opened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Person">Whose conversation; null for the host's own life.</param>
/// <param name="Text">The inbound text or the text of the reply.</param>
/// <param name="Attempt">The host's id of the attempt.</param>
/// <param name="Code">HTTP status, exit code or process id; 0 when there is none.</param>
internal sealed record LedgerEntry(TimeSpan At, LedgerKind Kind, string? Person = null, string? Text = null, string? Attempt = null, int Code = 0)
{
    private const int Fields = 6;

    public static LedgerEntry Parse(string line)
    {
        string[] fields = line.Split('\t');
        if (fields.Length != Fields)
        {
            throw new FormatException($"A line of the ledger has {Fields} fields, not {fields.Length}.");
        }

        return new LedgerEntry(
            TimeSpan.FromMilliseconds(double.Parse(fields[0], CultureInfo.InvariantCulture)),
            Enum.Parse<LedgerKind>(fields[1]),
            OrNull(fields[2]),
            OrNull(fields[3]),
            OrNull(fields[4]),
            int.Parse(fields[5], CultureInfo.InvariantCulture));
    }

    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{At.TotalMilliseconds:F3}\t{Kind}\t{Person}\t{Text}\t{Attempt}\t{Code}");

    private static string? OrNull(string field) => field.Length == 0 ? null : field;
}
