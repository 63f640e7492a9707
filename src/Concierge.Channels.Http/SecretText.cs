namespace Concierge.Channels.Http;

/// <summary>Tells a real secret from one that somebody forgot to fill in.</summary>
public static class SecretText
{
    private static readonly string[] Words =
    [
        "changeme", "change-me", "change_me", "placeholder", "secret", "app-secret", "app_secret", "appsecret", "token", "password",
        "todo", "tbd", "none", "null", "undefined", "example", "dummy", "fixme", "insert-here", "replace-me", "replaceme", "...",
    ];

    private static readonly string[] Beginnings = ["your-", "your_", "your ", "yourapp", "<", "[", "${", "{{", "%", "changeme", "change-me", "change_me", "replace ", "replace-", "replace_", "insert-", "insert_"];

    // "enter your app secret", "put-token-here": an order, and what is to be entered. Either alone may be somebody's word.
    private static readonly string[] Orders = ["enter", "put", "paste", "insert", "add", "set", "fill"];
    private static readonly string[] Objects = ["secret", "token", "password", "here", "your"];

    /// <summary>
    /// What is wrong with a secret, as the end of a sentence ("is missing"), or null if it may be real. Null, empty, white
    /// space, <c>changeme</c>, <c>your-app-secret</c>, <c>&lt;secret&gt;</c>, <c>xxx</c> and the like are wrong.
    /// </summary>
    public static string? Problem(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return "is missing";
        }

        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]))
        {
            return "begins or ends with white space";
        }

        return IsPlaceholder(value) ? "is a placeholder" : null;
    }

    private static bool IsPlaceholder(string value)
    {
        foreach (string beginning in Beginnings)
        {
            if (value.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (string word in Words)
        {
            if (value.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return IsOrder(value) || IsOneCharacterRepeated(value);
    }

    private static bool IsOrder(string value) =>
        Array.Exists(Orders, order => value.StartsWith(order, StringComparison.OrdinalIgnoreCase) && value.Length > order.Length && IsGap(value[order.Length]))
        && Array.Exists(Objects, thing => value.Contains(thing, StringComparison.OrdinalIgnoreCase));

    private static bool IsGap(char c) => c is ' ' or '-' or '_';

    private static bool IsOneCharacterRepeated(string value)
    {
        foreach (char c in value)
        {
            if (char.ToLowerInvariant(c) != char.ToLowerInvariant(value[0]))
            {
                return false;
            }
        }

        return true;
    }
}
