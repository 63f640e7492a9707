using Concierge.Ai.Turns;

namespace Concierge.Ai.Guard;

/// <summary>Finds the texts that no answer may hold, however they are dressed.</summary>
internal sealed class ForbiddenTexts(IEnumerable<string> texts)
{
    public const int Shortest = 4;

    private readonly string[] _bare = [.. texts.Select(Bare)];

    public bool IsIn(string text)
    {
        if (_bare.Length == 0)
        {
            return false;
        }

        string bare = Bare(text);
        return Array.Exists(_bare, forbidden => bare.Contains(forbidden, StringComparison.Ordinal));
    }

    public static string Bare(string text) => Words.Fold(text).Replace(" ", string.Empty, StringComparison.Ordinal);
}
