using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>What people may call each field. A name that would fit several fields belongs to none, unless it is the field's own.</summary>
internal static class FieldNames
{
    public static IReadOnlyDictionary<string, PhraseTable<bool>> Of(IReadOnlyList<FieldDraft> drafts, Func<FieldDraft, FieldKind> kindOf)
    {
        var aliases = drafts.ToDictionary(draft => draft.Name, draft => kindOf(draft).Aliases, StringComparer.Ordinal);
        var own = drafts.ToDictionary(
            draft => draft.Name,
            draft => draft.Names.Concat(draft.LabelOrName.Variants.Values).Append(draft.Name).Append(Words(draft.Name)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray(),
            StringComparer.Ordinal);
        return drafts.ToDictionary(
            draft => draft.Name,
            draft => new PhraseTable<bool>().Add(
                true,
                own[draft.Name].Concat(aliases[draft.Name].Where(alias => drafts.All(other =>
                    other.Name == draft.Name
                    || (!aliases[other.Name].Contains(alias, StringComparer.OrdinalIgnoreCase) && !own[other.Name].Contains(alias, StringComparer.OrdinalIgnoreCase))))).Distinct(StringComparer.OrdinalIgnoreCase)),
            StringComparer.Ordinal);
    }

    /// <summary>PhoneNumber as "Phone number".</summary>
    public static string Words(string name)
    {
        var words = new System.Text.StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
            {
                words.Append(' ').Append(char.ToLowerInvariant(name[i]));
            }
            else
            {
                words.Append(name[i]);
            }
        }

        return words.ToString();
    }
}
