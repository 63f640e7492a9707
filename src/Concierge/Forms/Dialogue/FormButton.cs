using System.Globalization;

namespace Concierge.Forms.Dialogue;

/// <summary>Ids of a form's choices. They say which filling-in and which question they belong to, and nothing else.</summary>
internal static class FormButton
{
    private const string Prefix = "concierge.form.";

    public static bool IsFormButton(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    public static string IdOf(FormState state, int index) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{state.Instance}.{state.Question}.{index}");

    /// <summary>What the tapped choice stands for; null when it belongs to an earlier question or form.</summary>
    public static string? Find(FormState state, string id)
    {
        for (int i = 0; i < state.Offered.Count; i++)
        {
            if (string.Equals(IdOf(state, i), id, StringComparison.Ordinal))
            {
                return state.Offered[i];
            }
        }

        return null;
    }
}
