namespace Concierge.Forms.Parsing;

/// <summary>The name of a person: after "my name is", "je m'appelle", "me llamo" and the like, or all that is written.</summary>
internal static class NameReader
{
    private const int MostWords = 5;

    private static readonly PhraseTable<bool> LeadIns = new PhraseTable<bool>()
        .Add(true, "my name is", "my name's", "name is", "i am called", "in the name of", "under the name of", "under the name", "mon nom est", "mon nom c'est", "je m'appelle", "je me nomme", "au nom de",
            "me llamo", "mi nombre es", "a nombre de")
        .Add(false, "i am", "i'm", "this is", "it's", "je suis", "c'est", "moi c'est", "soy", "es");

    // Not every yes and no: "Dale" and "Nan" are names too.
    private static readonly PhraseTable<bool> NoNames = new PhraseTable<bool>()
        .Add(true, "no", "nope", "no thanks", "no thank you", "yes", "yeah", "yep", "ok", "okay", "non", "non merci", "oui", "d'accord", "no gracias", "vale");

    /// <summary>The name that begins behind a lead-in at a token.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="at">The token.</param>
    /// <param name="isAnswer">The text answers the question for a name: "I'm Ann" tells it then.</param>
    public static Found<string>? Read(Reading reading, int at, bool isAnswer)
    {
        if (LeadIns.Match(reading, at) is not { } lead || (!lead.Value && !isAnswer))
        {
            return null;
        }

        int end = End(reading, lead.End);
        return end > lead.End ? new Found<string>(reading.Slice(lead.End, end), at, end - at) : null;
    }

    /// <summary>The words before the first sign that parts sentences or the first word that was understood as something else.</summary>
    public static Found<string>? Rest(Reading reading)
    {
        if (reading.Source.Contains('?', StringComparison.Ordinal) || Words(reading) > MostWords)
        {
            return null;
        }

        int first = 0;
        while (first < reading.Count && !(reading.IsFree(first) && reading[first].Kind == TokenKind.Word))
        {
            first++;
        }

        if (NoNames.Match(reading, first) is { } no && reading.IsAllOf(no.First, no.Count))
        {
            return null;
        }

        int end = End(reading, first);
        return end > first ? new Found<string>(reading.Slice(first, end), first, end - first) : null;
    }

    private static int Words(Reading reading)
    {
        int words = 0;
        for (int i = 0; i < reading.Count; i++)
        {
            words += reading.IsFree(i) && reading[i].Kind == TokenKind.Word && !FillerWords.Contains(reading[i].Text) ? 1 : 0;
        }

        return words;
    }

    private static int End(Reading reading, int first)
    {
        int end = first;
        while (reading.IsFree(end) && end - first < MostWords && !reading.IsAny(end, "and", "et", "y", "for", "pour", "para", "my", "mon", "mi")
            && (reading[end].Kind == TokenKind.Word || (reading[end].IsSymbol('.') && end - first <= 1 && reading[end].IsGlued && reading.Has(end + 1))))
        {
            end++;
        }

        while (end > first && reading[end - 1].Kind != TokenKind.Word)
        {
            end--;
        }

        return end;
    }
}
