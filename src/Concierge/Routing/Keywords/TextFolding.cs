using System.Text;

namespace Concierge.Routing.Keywords;

/// <summary>
/// Makes texts comparable: without case, accents and width, words parted by single blanks. A sign that is not a letter parts words; an
/// emoji is a word, and so is every character of a script that puts no blanks between words.
/// </summary>
internal static class TextFolding
{
    private const int StackChars = 512;

    public static string Fold(string text)
    {
        var folded = new FoldBuffer(stackalloc char[StackChars]);
        try
        {
            Fold(text, ref folded);
            return folded.Written.ToString();
        }
        finally
        {
            folded.Dispose();
        }
    }

    public static void Fold(ReadOnlySpan<char> text, ref FoldBuffer folded)
    {
        if (Ascii.IsValid(text))
        {
            FoldAscii(text, ref folded);
            return;
        }

        if (text.ContainsAnyInRange('\u1100', '\u11FF'))
        {
            // Parts of Hangul syllables.
            text = Compose(text);
        }

        bool gap = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            char fold = CharFold.Of(c);
            if (fold > CharFold.Attach)
            {
                Write(ref folded, ref gap, fold);
            }
            else if (fold == CharFold.Several)
            {
                i += FoldSeveral(text[i..], ref folded, ref gap) - 1;
            }
            else
            {
                Apply(fold, c, ref folded, ref gap);
            }
        }
    }

    /// <summary>As for any text, for what most texts are: there a character becomes one or a gap.</summary>
    private static void FoldAscii(ReadOnlySpan<char> text, ref FoldBuffer folded)
    {
        ReadOnlySpan<char> folds = CharFold.Ascii;
        Span<char> room = folded.Reserve(text.Length);
        int length = 0;
        bool gap = false;
        foreach (char c in text)
        {
            char fold = folds[c];
            if (fold <= CharFold.Attach)
            {
                gap |= fold == CharFold.Gap;
                continue;
            }

            if (gap && folded.Length + length > 0)
            {
                room[length++] = ' ';
            }

            gap = false;
            room[length++] = fold;
        }

        folded.Advance(length);
    }

    private static int FoldSeveral(ReadOnlySpan<char> text, ref FoldBuffer folded, ref bool gap)
    {
        if (Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) != System.Buffers.OperationStatus.Done)
        {
            gap = true;
            return consumed;
        }

        if (!rune.IsBmp && !Rune.IsLetterOrDigit(rune))
        {
            FoldPart(rune, ref folded, ref gap);
            return consumed;
        }

        foreach (Rune part in CharFold.Decompose(rune).EnumerateRunes())
        {
            FoldPart(part, ref folded, ref gap);
        }

        return consumed;
    }

    private static void FoldPart(Rune part, ref FoldBuffer folded, ref bool gap)
    {
        Span<char> units = stackalloc char[2];
        int length = part.EncodeToUtf16(units);
        char fold = CharFold.OfDecomposed(part);
        if (fold > CharFold.Attach)
        {
            Write(ref folded, ref gap, fold);
        }
        else if (fold == CharFold.Several)
        {
            ReadOnlySpan<char> letters = CharFold.Letters(units[0]) is { } several ? several : units[..length];
            foreach (char unit in letters)
            {
                Write(ref folded, ref gap, unit);
            }
        }
        else
        {
            Apply(fold, units[0], ref folded, ref gap);
            if (length == 2 && fold is CharFold.OwnWord or CharFold.Attach)
            {
                folded.Append(units[1]);
            }
        }
    }

    private static void Apply(char fold, char c, ref FoldBuffer folded, ref bool gap)
    {
        switch (fold)
        {
            case CharFold.Gap:
                gap = true;
                break;
            case CharFold.OwnWord:
                gap = true;
                Write(ref folded, ref gap, c);
                gap = true;
                break;
            case CharFold.Attach when folded.Length > 0:
                folded.Append(c);
                break;
        }
    }

    private static void Write(ref FoldBuffer folded, ref bool gap, char c)
    {
        if (gap && folded.Length > 0)
        {
            folded.Append(' ');
        }

        gap = false;
        folded.Append(c);
    }

    private static string Compose(ReadOnlySpan<char> text)
    {
        string whole = text.ToString();
        try
        {
            return whole.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // A half of a pair stands alone: it is folded as it is.
            return whole;
        }
    }
}
