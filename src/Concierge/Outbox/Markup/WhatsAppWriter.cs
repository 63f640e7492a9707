using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Concierge.Outbox.Markup;

/// <summary>
/// Writes parsed Markdown as WhatsApp's mark-up: <c>*bold*</c>, <c>_italic_</c>, <c>~struck~</c>, code and quotes as they are. Marks are not
/// nested inside themselves, and a character that the writer meant literally is left alone: WhatsApp has no escapes.
/// </summary>
internal sealed class WhatsAppWriter
{
    private const string Bold = "*";
    private const string Italic = "_";
    private const string Struck = "~";
    private const string Fence = "```";

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _open = [];

    public override string ToString() => _text.ToString().TrimEnd();

    /// <summary>Blocks one below the other, with an empty line between those that are not items of a tight list.</summary>
    public void WriteBlocks(ContainerBlock blocks, bool tight = false)
    {
        bool first = true;
        foreach (Block block in blocks)
        {
            if (block is LinkReferenceDefinitionGroup)
            {
                continue;
            }

            if (!first)
            {
                _text.Append(tight ? "\n" : "\n\n");
            }

            first = false;
            WriteBlock(block, tight);
        }
    }

    private void WriteBlock(Block block, bool tight)
    {
        switch (block)
        {
            case HeadingBlock heading:
                WriteMarked(Bold, () => WriteInlines(heading.Inline));
                break;
            case ParagraphBlock paragraph:
                WriteInlines(paragraph.Inline);
                break;
            case ListBlock list:
                WriteList(list);
                break;
            case QuoteBlock quote:
                WriteIndented("> ", everyLine: true, () => WriteBlocks(quote, tight));
                break;
            case CodeBlock code:
                _text.Append(Fence).Append('\n').Append(code.Lines.ToString()).Append('\n').Append(Fence);
                break;
            case ThematicBreakBlock:
                _text.Append("———");
                break;
            case Table table:
                WriteTable(table);
                break;
            case ContainerBlock container:
                WriteBlocks(container, tight);
                break;
            case LeafBlock leaf:
                WriteInlines(leaf.Inline);
                break;
        }
    }

    private void WriteList(ListBlock list)
    {
        int number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out int start) ? start : 1;
        bool first = true;
        foreach (Block item in list)
        {
            if (!first)
            {
                _text.Append('\n');
            }

            first = false;
            string bullet = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            WriteIndented(bullet, everyLine: false, () => WriteBlocks((ContainerBlock)item, tight: true));
        }
    }

    /// <summary>Each row is a line with its cells side by side; the first row is bold.</summary>
    private void WriteTable(Table table)
    {
        bool first = true;
        foreach (TableRow row in table.OfType<TableRow>())
        {
            if (!first)
            {
                _text.Append('\n');
            }

            first = false;
            string cells = string.Join(" | ", row.OfType<TableCell>().Select(PlainCell));
            _text.Append(row.IsHeader && cells.Length > 0 ? $"{Bold}{cells}{Bold}" : cells);
        }
    }

    private static string PlainCell(TableCell cell)
    {
        var writer = new WhatsAppWriter();
        writer._open.Add(Bold);
        writer.WriteBlocks(cell, tight: true);
        return writer.ToString().Replace('\n', ' ');
    }

    private void WriteInlines(ContainerInline? inlines)
    {
        if (inlines is null)
        {
            return;
        }

        foreach (Inline inline in inlines)
        {
            WriteInline(inline);
        }
    }

    private void WriteInline(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                _text.Append(literal.Content.AsSpan());
                break;
            case EmphasisInline emphasis:
                WriteMarked(MarkOf(emphasis), () => WriteInlines(emphasis));
                break;
            case CodeInline code:
                _text.Append('`').Append(code.Content).Append('`');
                break;
            case LineBreakInline:
                _text.Append('\n');
                break;
            case LinkInline link:
                WriteLink(link);
                break;
            case AutolinkInline auto:
                _text.Append(auto.Url);
                break;
            case HtmlEntityInline entity:
                _text.Append(entity.Transcoded.AsSpan());
                break;
            case TaskList task:
                _text.Append(task.Checked ? "☑" : "☐");
                break;
            case ContainerInline container:
                WriteInlines(container);
                break;
            default:
                break;
        }
    }

    /// <summary>WhatsApp has no links with words: the words, and the address where they do not say it already.</summary>
    private void WriteLink(LinkInline link)
    {
        int start = _text.Length;
        WriteInlines(link);
        string words = _text.ToString(start, _text.Length - start);
        string url = link.Url ?? string.Empty;
        if (url.Length == 0 || words == url || url == $"mailto:{words}" || url == $"http://{words}" || url == $"https://{words}")
        {
            return;
        }

        _text.Append(words.Length > 0 ? $" ({url})" : url);
    }

    private static string MarkOf(EmphasisInline emphasis) => emphasis.DelimiterChar switch
    {
        '~' => Struck,
        _ when emphasis.DelimiterCount == 2 => Bold,
        _ => Italic,
    };

    /// <summary>A mark around nothing, around itself or around several lines would show as a bare character.</summary>
    private void WriteMarked(string mark, Action write)
    {
        int start = _text.Length;
        bool opened = _open.Add(mark);
        write();
        if (!opened)
        {
            return;
        }

        _open.Remove(mark);
        string inner = _text.ToString(start, _text.Length - start);
        if (string.IsNullOrWhiteSpace(inner))
        {
            return;
        }

        _text.Length = start;
        _text.AppendJoin('\n', inner.Split('\n').Select(line => Surround(line, mark)));
    }

    private static string Surround(string line, string mark)
    {
        string core = line.Trim();
        if (core.Length == 0)
        {
            return line;
        }

        int lead = line.Length - line.TrimStart().Length;
        return $"{line[..lead]}{mark}{core}{mark}{line[(lead + core.Length)..]}";
    }

    private void WriteIndented(string prefix, bool everyLine, Action write)
    {
        int start = _text.Length;
        write();
        string inner = _text.ToString(start, _text.Length - start);
        _text.Length = start;
        string indent = everyLine ? prefix : new string(' ', prefix.Length);
        _text.Append(prefix).Append(inner.Replace("\n", $"\n{indent}", StringComparison.Ordinal));
    }
}
