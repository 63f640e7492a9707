using Markdig;
using Markdig.Syntax;

namespace Concierge.Outbox.Markup;

/// <summary>Turns Markdown, as language models and colleagues write it, into WhatsApp's mark-up.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .DisableHtml()
        .Build();

    /// <summary>Bold, italics, strike-through, code, lists and quotes stay; headings become bold lines, links their words and address, tables lines.</summary>
    public static string ToWhatsApp(string markdown)
    {
        MarkdownDocument document = Markdown.Parse(markdown, Pipeline);
        var writer = new WhatsAppWriter();
        writer.WriteBlocks(document);
        return writer.ToString();
    }
}
