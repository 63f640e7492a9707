using Concierge.Services;

namespace Concierge.Forms.Definitions;

/// <summary>The placeholders that texts of a form may have.</summary>
internal static class FormPlaceholders
{
    private static readonly string[] Always = ["name", "service"];

    /// <param name="member">Where the text stands.</param>
    /// <param name="text">The text, or null.</param>
    /// <param name="definition">Whose values are placeholders too.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="usual">The text in whose place it stands: what is filled in there is filled in here.</param>
    public static void Validate(string member, LocalizedText? text, ServiceDefinition definition, List<string> problems, LocalizedText? usual = null) =>
        DefinitionValidator.ValidatePrompt(
            member,
            text,
            name => Always.Contains(name, StringComparer.Ordinal)
                || definition.Values.ContainsKey(name)
                || usual?.Variants.Values.Any(variant => variant.Contains($"{{{name}}}", StringComparison.Ordinal)) == true,
            problems);
}
