using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>Understands "no, Tuesday", "non, plutôt mardi", "change the time", "change the day to Friday", "el correo es …", "Friday instead".</summary>
internal static class CorrectionReader
{
    private static readonly PhraseTable<bool> Openings = new PhraseTable<bool>().Add(true,
        "no", "nope", "actually", "sorry", "oops", "wait", "i meant", "i mean", "i said", "make it", "make that", "rather", "instead", "correction", "not that",
        "non", "plutôt", "en fait", "je voulais dire", "je veux dire", "pardon", "désolé", "désolée", "finalement", "finally", "attendez", "mettez plutôt",
        "mejor", "en realidad", "quise decir", "quería decir", "perdón", "perdone", "al final", "espera", "más bien");

    private static readonly PhraseTable<bool> Endings = new PhraseTable<bool>().Add(true, "instead", "rather", "plutôt", "finalement", "mejor", "en realidad", "actually");

    private static readonly PhraseTable<bool> Verbs = new PhraseTable<bool>().Add(true,
        "change", "modify", "update", "correct", "edit", "move", "i want to change", "i would like to change", "i'd like to change", "can you change", "can we change", "could you change", "please change",
        "changer", "changez", "modifier", "modifiez", "modifie", "corriger", "corrigez", "je veux changer", "je voudrais changer", "je veux modifier", "je voudrais modifier", "je souhaite changer", "je souhaite modifier",
        "cambiar", "cambia", "cambie", "cambio", "corregir", "corrija", "modificar", "quiero cambiar", "quisiera cambiar", "puede cambiar", "puedes cambiar");

    private static readonly PhraseTable<bool> Articles = new PhraseTable<bool>().Add(true, "the", "my", "our", "le", "la", "l", "les", "mon", "ma", "mes", "notre", "el", "los", "las", "mi", "mis", "nuestro", "it", "that", "lo", "ça");

    private static readonly PhraseTable<bool> Copulas = new PhraseTable<bool>().Add(true,
        "is", "is now", "should be", "must be", "will be", "to", "into", "est", "c'est", "sera", "doit être", "en", "à", "par", "pour", "es", "será", "debe ser", "debería ser", "a", "por", "son", "are", ":", "=");

    /// <summary>Null when the words correct nothing.</summary>
    /// <param name="reading">The words.</param>
    /// <param name="fields">The fields that may be meant.</param>
    public static Correction? Read(Reading reading, IEnumerable<FormField> fields)
    {
        bool isEmphatic = false;
        int i = 0;
        while (i < reading.Count && (Openings.Match(reading, i) is not null || (i > 0 && reading[i].Kind == TokenKind.Symbol && reading[i].Text is "," or "." or "!" or ";" or "…")))
        {
            isEmphatic = true;
            i = Openings.Match(reading, i)?.End ?? i + 1;
        }

        bool hasVerb = false;
        if (Verbs.Match(reading, i) is { } verb)
        {
            (hasVerb, i) = (true, verb.End);
        }

        int named = i;
        while (Articles.Match(reading, named) is { } article)
        {
            named = article.End;
        }

        if (Name(reading, named, fields) is { } name)
        {
            Found<bool>? copula = Copulas.Match(reading, name.End);
            if (hasVerb || isEmphatic || copula is not null)
            {
                Reading rest = reading.From(copula?.End ?? name.End);
                bool saysNothing = rest.IsAllOf(0, 0);
                return saysNothing ? hasVerb ? new Correction(name.Value, IsEmphatic: true, HasVerb: true, Rest: null) : null : new Correction(name.Value, hasVerb || isEmphatic, hasVerb, rest);
            }
        }

        if (hasVerb || isEmphatic)
        {
            int value = hasVerb ? Copulas.Match(reading, named)?.End ?? named : i;
            Reading rest = reading.From(value);
            return rest.IsAllOf(0, 0) ? null : new Correction(null, IsEmphatic: true, hasVerb, WithoutEnding(rest));
        }

        Reading before = WithoutEnding(reading);
        return before.Count < reading.Count && !before.IsAllOf(0, 0) ? new Correction(null, IsEmphatic: true, HasVerb: false, before) : null;
    }

    /// <summary>The field whose name begins at a token; the longest name counts.</summary>
    public static Found<FormField>? Name(Reading reading, int at, IEnumerable<FormField> fields)
    {
        Found<FormField>? best = null;
        foreach (FormField field in fields)
        {
            if (field.Names.Match(reading, at, typos: true) is { } found && (best is null || found.Count > best.Value.Count))
            {
                best = new Found<FormField>(field, at, found.Count);
            }
        }

        return best;
    }

    private static Reading WithoutEnding(Reading reading)
    {
        int last = reading.Count - 1;
        while (last > 0 && reading[last].Kind == TokenKind.Symbol)
        {
            last--;
        }

        for (int i = Math.Max(1, last - 1); i <= last; i++)
        {
            if (Endings.Match(reading, i) is { } ending && ending.End == last + 1)
            {
                return reading.Until(i);
            }
        }

        return reading;
    }
}
