namespace Concierge.Forms.Parsing;

/// <summary>Yes and no.</summary>
internal static class YesNoReader
{
    private static readonly PhraseTable<bool> Words = new PhraseTable<bool>()
        .Add(true, "yes", "yeah", "yep", "yup", "yess", "y", "sure", "of course", "ok", "okay", "okey", "correct", "right", "that's right", "absolutely", "definitely", "please do", "go ahead", "sounds good", "looks good", "sounds great", "looks great", "all good", "that's fine", "fine", "good", "great", "very good",
            "oui", "ouais", "ouai", "d'accord", "bien sûr", "exact", "exactement", "c'est bon", "c'est ça", "parfait", "volontiers", "absolument", "tout à fait", "bien entendu", "très bien", "ça marche", "ça me va", "super", "impeccable", "c'est parfait",
            "sí", "si", "claro", "claro que sí", "vale", "por supuesto", "correcto", "exacto", "perfecto", "perfect", "de acuerdo", "está bien", "muy bien", "todo bien", "genial", "dale", "afirmativo",
            "👍", "✅", "👌", "✔")
        .Add(false, "no", "nope", "nah", "no thanks", "no thank you", "not really", "never", "n", "not at all", "i don't", "i do not",
            "non", "non merci", "pas du tout", "jamais", "nan", "pas vraiment", "no gracias", "para nada", "nunca", "claro que no", "de ninguna manera", "negativo", "incorrect", "wrong",
            "👎", "❌", "🚫");

    private const int LongestAnswer = 5;

    /// <summary>What the text says; null when it says neither, or both.</summary>
    public static Found<bool>? Read(Reading reading)
    {
        Found<bool>? answer = null;
        int words = 0;
        for (int i = 0; i < reading.Count; i++)
        {
            if (Words.Match(reading, i) is { } found)
            {
                if (answer is { } before && before.Value != found.Value)
                {
                    return null;
                }

                answer ??= found;
                i = found.End - 1;
            }
            else if (reading[i].Kind != TokenKind.Symbol && !FillerWords.Contains(reading[i].Text))
            {
                words++;
            }
        }

        return words <= (answer is { First: 0 } ? LongestAnswer : 0) ? answer : null;
    }

    /// <summary>What the text says when it says nothing else.</summary>
    public static bool? ReadWhole(Reading reading)
    {
        Found<bool>? answer = Read(reading);
        if (answer is null)
        {
            return null;
        }

        for (int i = 0; i < reading.Count; i++)
        {
            if (Words.Match(reading, i) is { } found)
            {
                i = found.End - 1;
            }
            else if (reading[i].Kind != TokenKind.Symbol && !FillerWords.Contains(reading[i].Text))
            {
                return null;
            }
        }

        return answer.Value.Value;
    }
}
