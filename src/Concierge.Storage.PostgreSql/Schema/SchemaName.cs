namespace Concierge.Storage.PostgreSql.Schema;

/// <summary>Which names a schema may have: those that need no quoting and cannot be anything but a name.</summary>
internal static class SchemaName
{
    private const int Longest = 63;

    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= Longest }
        && (name[0] == '_' || char.IsAsciiLetterLower(name[0]))
        && name.All(letter => letter == '_' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));
}
