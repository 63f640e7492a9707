using System.Collections.Frozen;
using System.Text;

namespace Concierge;

/// <summary>
/// Tells the language of a short text by its script and by words that nearly every sentence has. Made for chat: a greeting is
/// enough, and what is not clear stays unknown rather than wrong.
/// </summary>
internal static class LanguageDetector
{
    private const int LongestText = 2000;

    /// <summary>So many words may be a keyword, a name or an answer to a question.</summary>
    private const int FewWords = 2;

    private static readonly FrozenSet<string> Greetings = (
        "hello hi hey thanks thank please morning bonjour salut bonsoir merci svp plait hola buenos buenas gracias favor hallo guten moin danke bitte ciao buongiorno buonasera grazie "
        + "oi bom boa obrigado obrigada hoi goedemorgen dank bedankt alstublieft merhaba selam hej tack halo selamat terima kasih tolong rog")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Languages = Index(new Dictionary<string, string>
    {
        ["en"] = "the is are you i my me we and to of for with what when where how can do does hello hi hey thanks thank please yes no want would like need have this that good morning help order book your it's i'm",
        ["fr"] = "le la les des une un est je tu vous nous et à de du pour avec que qui quand où comment peux pouvez bonjour salut bonsoir merci oui non veux voudrais s'il plaît plait besoin mon ma mes votre c'est j'ai réserver demain aujourd'hui svp ça pas",
        ["es"] = "el la los las una un es yo tú usted nosotros y a de para con que quién cuándo dónde cómo puedo puede hola buenos buenas días tardes gracias sí no quiero quisiera favor necesito mi mis su tengo mañana hoy por qué",
        ["de"] = "der die das ein eine ist ich du sie wir und zu von für mit was wann wo wie kann können hallo guten tag morgen danke bitte ja nein will möchte brauche mein meine ihr haben nicht auf moin",
        ["it"] = "il lo la gli una un è io tu lei noi e di per con che chi quando dove come posso può ciao buongiorno buonasera grazie sì voglio vorrei favore bisogno mio mia ho non domani oggi sono",
        ["pt"] = "o a os as uma um é eu você nós e de para com que quem quando onde como posso pode olá oi bom dia boa tarde obrigado obrigada sim não quero gostaria favor preciso meu minha tenho amanhã hoje",
        ["nl"] = "de het een is ik jij je u wij en van voor met wat wanneer waar hoe kan kunnen hallo hoi goedemorgen dank bedankt alstublieft ja nee wil graag nodig mijn heb niet dag",
        ["pl"] = "jest ja ty pan pani my i do z na w co kiedy gdzie jak mogę czy cześć dzień dobry dziękuję proszę tak nie chcę chciałbym potrzebuję mój moja mam się",
        ["tr"] = "bir ve ben sen siz biz bu şu ne zaman nerede nasıl merhaba selam günaydın teşekkürler teşekkür lütfen evet hayır istiyorum var yok için ile mi mı",
        ["sv"] = "är jag du vi och att för med vad när var hur kan hej tack snälla ja nej vill skulle behöver min mitt har inte en ett det",
        ["id"] = "saya anda kami dan untuk dengan apa kapan dimana bagaimana bisa halo selamat pagi siang terima kasih tolong ya tidak mau ingin perlu ada ini itu yang",
        ["ro"] = "este eu tu noi și de pentru cu ce când unde cum pot puteți bună salut ziua mulțumesc vă rog da nu vreau aș dori am sunt",
    });

    /// <summary>The language as in BCP 47, or null where the text does not tell.</summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="isKnown">Whether the person's language is known: a word or two do not change it.</param>
    public static string? Detect(string text, bool isKnown)
    {
        ReadOnlySpan<char> span = text.AsSpan(0, Math.Min(text.Length, LongestText));

        // A script is told by letters: a whole sentence may be one word of it.
        return ByScript(span) ?? ByWords(span, isKnown);
    }

    private static string? ByScript(ReadOnlySpan<char> text)
    {
        var counts = new Dictionary<string, int>();
        int letters = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune))
            {
                continue;
            }

            letters++;
            if (ScriptLanguage(rune.Value) is { } language)
            {
                counts[language] = counts.GetValueOrDefault(language) + 1;
            }
        }

        // A few kana among many Han characters are Japanese.
        if (counts.GetValueOrDefault("ja") > 0 && counts.GetValueOrDefault("zh") > 0)
        {
            return "ja";
        }

        // Ukrainian has a few letters of its own among those that it shares with Russian.
        if (counts.Remove("uk", out int ukrainian))
        {
            counts["uk"] = ukrainian + (counts.Remove("ru", out int shared) ? shared : 0);
        }

        foreach ((string language, int count) in counts)
        {
            if (count * 2 > letters)
            {
                return language;
            }
        }

        return null;
    }

    private static string? ScriptLanguage(int codePoint) => codePoint switch
    {
        >= 0x0370 and <= 0x03FF => "el",
        >= 0x0400 and <= 0x04FF => codePoint is 0x0456 or 0x0457 or 0x0454 or 0x0491 ? "uk" : "ru",
        >= 0x0590 and <= 0x05FF => "he",
        >= 0x0600 and <= 0x06FF => "ar",
        >= 0x0900 and <= 0x097F => "hi",
        >= 0x0E00 and <= 0x0E7F => "th",
        >= 0x3040 and <= 0x30FF => "ja",
        >= 0x4E00 and <= 0x9FFF => "zh",
        >= 0xAC00 and <= 0xD7AF => "ko",
        _ => null,
    };

    private static string? ByWords(ReadOnlySpan<char> text, bool isKnown)
    {
        string[] words = text.ToString().ToLowerInvariant().Replace('’', '\'').Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= FewWords && (isKnown || !words.Any(IsTelling)))
        {
            return null;
        }

        var scores = new Dictionary<string, double>();
        foreach (string word in words)
        {
            if (Languages.TryGetValue(word, out string[]? languages))
            {
                foreach (string language in languages)
                {
                    // A word of one language says more than one that five share.
                    scores[language] = scores.GetValueOrDefault(language) + (1.0 / languages.Length);
                }
            }
        }

        string? best = null;
        double most = 0, second = 0;
        foreach ((string language, double score) in scores)
        {
            if (score > most)
            {
                (best, second, most) = (language, most, score);
            }
            else if (score > second)
            {
                second = score;
            }
        }

        const double enough = 0.5, lead = 1.3;
        return most >= enough && most >= second * lead ? best : null;
    }

    /// <summary>"order" is a keyword in many languages' shops, and "pan" is bread to some: alone they tell nothing.</summary>
    private static bool IsTelling(string word) => Greetings.Contains(word) || (Languages.ContainsKey(word) && !Ascii.IsValid(word));

    private static char[] Separators { get; } = [' ', '\t', '\n', '\r', '.', ',', ';', ':', '!', '?', '¿', '¡', '(', ')', '"', '«', '»', '-', '/', '…'];

    private static FrozenDictionary<string, string[]> Index(Dictionary<string, string> words) => words
        .SelectMany(language => language.Value.Split(' ').Distinct(StringComparer.Ordinal), static (language, word) => (Word: word, Language: language.Key))
        .GroupBy(static pair => pair.Word, StringComparer.Ordinal)
        .ToFrozenDictionary(static group => group.Key, static group => group.Select(static pair => pair.Language).ToArray(), StringComparer.Ordinal);
}
