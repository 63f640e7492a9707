using System.Collections.Frozen;

namespace Concierge.Forms.Parsing;

/// <summary>Words around an answer that say nothing of it, in English, French and Spanish.</summary>
internal static class FillerWords
{
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ("please pls thanks thank you ok okay well um uh er hmm so then at on for the it is it s i d like would want to make be by about around approximately of my maybe perhaps in and let "
        + "svp s il vous te plait merci alors bah ben euh donc le la les un une l d a pour je j voudrais aimerais veux prefere prendrai c est ce sera vers environ peut etre du de des en et mon ma plutot disons va "
        + "por favor gracias pues bueno el los las un una al del de quiero quisiera prefiero querria seria es que sea tal vez quizas sobre unos unas y mi me gustaria digamos "
        + "hello hi hey bonjour salut bonsoir hola buenas").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
