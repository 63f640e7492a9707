using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Concierge.Forms.Definitions;

/// <summary>The texts of a form by name, as definitions change them.</summary>
internal static class FormWords
{
    private static readonly FormTexts Usual = new();

    private static readonly FrozenDictionary<string, PropertyInfo> Members = typeof(FormTexts)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static member => member.PropertyType == typeof(LocalizedText))
        .ToFrozenDictionary(static member => JsonNamingPolicy.CamelCase.ConvertName(member.Name), StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Members.Keys.Order(StringComparer.Ordinal);

    /// <summary>What is said where a definition has no words of its own; null for a name that no text has.</summary>
    public static LocalizedText? Find(string name) => Members.TryGetValue(name, out PropertyInfo? member) ? (LocalizedText)member.GetValue(Usual)! : null;

    /// <summary>The texts of a definition, over the usual ones. What the service says anyway when a person leaves or is handed over it says here too.</summary>
    public static FormTexts Of(FormDefinition form, ServicePrompts prompts)
    {
        FormTexts texts = Usual with
        {
            Cancelled = prompts.Goodbye ?? Usual.Cancelled,
            HandedOff = prompts.Transfer ?? Usual.HandedOff,
        };
        foreach ((string name, LocalizedText text) in form.Texts)
        {
            Members[name].SetValue(texts, text);
        }

        return texts;
    }
}
