using System.Diagnostics.CodeAnalysis;

namespace Concierge.AspNetCore.Admin;

/// <summary>Values of enumerations by their names, in any case; never by their numbers.</summary>
internal static class Names
{
    public static bool TryParse<T>([NotNullWhen(true)] string? name, out T value)
        where T : struct, Enum
    {
        value = default;
        return name is { Length: > 0 } && char.IsAsciiLetter(name[0]) && !name.Contains(',') && Enum.TryParse(name, ignoreCase: true, out value) && Enum.IsDefined(value);
    }
}
