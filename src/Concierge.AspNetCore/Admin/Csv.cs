using System.Buffers;
using System.Text;

namespace Concierge.AspNetCore.Admin;

/// <summary>Comma-separated values as RFC 4180 has them, which a spreadsheet opens without running anything.</summary>
internal static class Csv
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static void Write(StringBuilder output, params ReadOnlySpan<string?> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                output.Append(',');
            }

            Write(output, Disarm(cells[i] ?? string.Empty));
        }

        output.Append("\r\n");
    }

    /// <summary>A spreadsheet takes what begins like this for a formula, whatever blanks stand before it; an apostrophe makes it text.</summary>
    private static string Disarm(string cell)
    {
        ReadOnlySpan<char> visible = cell.AsSpan().TrimStart();
        return (visible.Length > 0 && visible[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠') || (cell.Length > 0 && cell[0] is '\t' or '\r' or '\n')
            ? "'" + cell
            : cell;
    }

    private static void Write(StringBuilder output, string cell)
    {
        if (!cell.AsSpan().ContainsAny(Special))
        {
            output.Append(cell);
            return;
        }

        output.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
