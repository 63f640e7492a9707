using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>What a colleague reads who takes over.</summary>
internal static class FormSummary
{
    public static string ForColleague(Form form, FormSheet sheet, ReadingContext context)
    {
        ReadingContext own = context with { Language = context.FallbackLanguage };
        string filled = string.Join("; ", sheet.Filled.Select(field => own.SayLabelled(field.Label, field.Kind.Show(sheet.Value(field)!.Text, own))));
        string open = string.Join(", ", sheet.Open.Select(field => own.Say(field.Label)));
        return string.Join(" | ", new[] { form.Name, filled, open.Length == 0 ? string.Empty : $"? {open}" }.Where(static part => part.Length > 0));
    }
}
