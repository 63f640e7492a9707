using System.Text;
using System.Text.Json;
using Concierge.Ai.Guard;

namespace Concierge.Ai.Confirmations;

/// <summary>
/// What a call would do, in the host's words: the names and values that would really be used, not what the model says about them.
/// </summary>
internal static class ConfirmationText
{
    private const int MaxValue = 120;
    private const int MaxLines = 8;

    public static string Details(string arguments, IReadOnlySet<string> hosts, string linkRemoved)
    {
        using JsonDocument document = JsonDocument.Parse(arguments);
        var details = new StringBuilder();
        int lines = 0;
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (++lines > MaxLines)
            {
                details.Append("\n…");
                break;
            }

            string value = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
            string safe = LinkGuard.Apply(TextSanitizer.Line(value, MaxValue), hosts, linkRemoved, out _);
            details.Append("\n• ").Append(TextSanitizer.Line(property.Name, 40)).Append(": ").Append(safe.Replace('*', '∗'));
        }

        return details.ToString();
    }
}
