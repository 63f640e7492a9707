using System.Text;
using Concierge.Ai.Turns;

namespace Concierge.Ai.Guard;

/// <summary>Finds the texts that no answer may hold, however they are dressed: see <see cref="Decodings"/> for what is undone in the answer.</summary>
internal sealed class ForbiddenTexts
{
    public const int Shortest = 4;

    /// <summary>Shorter ones, backwards or with shifted letters, would be found in ordinary words.</summary>
    private const int ShortestTurned = 6;

    /// <summary>The same for digits that stand for letters.</summary>
    private const int ShortestLeet = 8;

    private const int Letters = 26;

    /// <summary>Letters of other alphabets that look like Latin ones, and the ones they look like.</summary>
    private const string LookAlikes = "аaеeоoрpсcхxуyіiјjѕsһhԁdԛqԝwкkмmтtвbнhαaεeοoρpτtυuνvιiκkχxωwɡgıi";

    private readonly string[] _bare;
    private readonly string[] _leet;

    public ForbiddenTexts(IEnumerable<string> texts)
    {
        string[] bare = [.. texts.Select(Bare).Distinct()];
        _bare = [.. bare.Concat(bare.Where(text => text.Length >= ShortestTurned).SelectMany(Turned)).Distinct()];
        _leet = [.. bare.Where(text => text.Length >= ShortestLeet).Select(Leet)];
    }

    public bool IsIn(string text)
    {
        if (_bare.Length == 0)
        {
            return false;
        }

        string bare = Bare(text);
        string? leet = _leet.Length == 0 ? null : Leet(bare);
        return Holds(bare)
            || (leet is not null && Array.Exists(_leet, forbidden => leet.Contains(forbidden, StringComparison.Ordinal)))
            || Decodings.Of(text).Any(decoded => Holds(Bare(decoded)));
    }

    public static string Bare(string text)
    {
        string folded = Words.Fold(text);
        var bare = new StringBuilder(folded.Length);
        foreach (char c in folded)
        {
            if (c != ' ')
            {
                int alike = c < 0x80 ? -1 : LookAlikes.IndexOf(c, StringComparison.Ordinal);
                bare.Append(alike >= 0 && alike % 2 == 0 ? LookAlikes[alike + 1] : c);
            }
        }

        return bare.ToString();
    }

    private bool Holds(string bare) => Array.Exists(_bare, forbidden => bare.Contains(forbidden, StringComparison.Ordinal));

    /// <summary>Backwards, with every shift of the alphabet, and with the alphabet mirrored.</summary>
    private static IEnumerable<string> Turned(string text)
    {
        yield return new string([.. text.Reverse()]);
        yield return Map(text, letter => Letters - 1 - letter);
        for (int shift = 1; shift < Letters; shift++)
        {
            yield return Map(text, letter => (letter + shift) % Letters);
        }
    }

    private static string Map(string text, Func<int, int> letter) =>
        new([.. text.Select(c => char.IsAsciiLetterLower(c) ? (char)('a' + letter(c - 'a')) : c)]);

    /// <summary>Digits and the letters they stand for made one.</summary>
    private static string Leet(string bare) => new([.. bare.Select(c => c switch
    {
        'o' => '0',
        'i' or 'l' => '1',
        'z' => '2',
        'e' => '3',
        'a' => '4',
        's' => '5',
        'g' => '6',
        't' => '7',
        'b' => '8',
        'q' => '9',
        _ => c,
    })]);
}
