namespace Concierge.Channels.Twilio.Outbound;

/// <summary>
/// A template's values. Twilio numbers them through the whole content: the header's file, the header's values, the body's, the
/// buttons'. A value with a name has that name instead.
/// </summary>
internal static class TemplateRules
{
    /// <summary>The problem with a template, or null.</summary>
    public static string? Problem(TemplateMessage template)
    {
        if (!template.Name.StartsWith("HX", StringComparison.Ordinal) || !template.Name.All(char.IsAsciiLetterOrDigit))
        {
            return "The template's name is not a ContentSid (HX…). Copy it from the Content Template Builder.";
        }

        if (template.HeaderMedia is { } media && MessageRules.LinkProblem(media.Source) is { } problem)
        {
            return problem;
        }

        List<KeyValuePair<string, string>> values = Values(template);
        foreach ((_, string value) in values)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                return "A template's value is empty.";
            }

            if (value.AsSpan().ContainsAny("\r\n\t") || value.Contains("     ", StringComparison.Ordinal))
            {
                return "A template's value holds a line break, a tab or more than four spaces in a row.";
            }
        }

        return values.DistinctBy(static pair => pair.Key, StringComparer.Ordinal).Count() == values.Count ? null : "Two of the template's values have the same name.";
    }

    /// <summary>The values with their names or numbers.</summary>
    public static List<KeyValuePair<string, string>> Values(TemplateMessage template)
    {
        var values = new List<KeyValuePair<string, string>>();
        if (template.HeaderMedia?.Source.Link is { } link)
        {
            Add(values, null, link.AbsoluteUri);
        }

        foreach (TemplateParameter value in template.Header.Concat(template.Body))
        {
            Add(values, value.Name, value.Text);
        }

        foreach (TemplateButton button in template.Buttons)
        {
            Add(values, null, button.Value);
        }

        return values;
    }

    private static void Add(List<KeyValuePair<string, string>> values, string? name, string text) =>
        values.Add(new(name ?? (values.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), text));
}
