using Concierge.Forms;
using Concierge.Forms.Parsing;

namespace Concierge.Tests.Forms.Parsing;

/// <summary>Reads texts on Wednesday, 6 May 2026.</summary>
internal static class Readers
{
    public static ReadingContext Context(string? language = null) => new()
    {
        Language = language,
        FallbackLanguage = "en",
        Today = new DateOnly(2026, 5, 6),
        MonthFirst = language is null or "en" or "en-US",
        Texts = new FormTexts(),
    };

    /// <summary>The first value in a text.</summary>
    public static T? First<T>(string text, Func<Reading, int, Found<T>?> read)
        where T : struct
    {
        Reading reading = Reading.Of(text);
        for (int i = 0; i < reading.Count; i++)
        {
            if (read(reading, i) is { } found)
            {
                return found.Value;
            }
        }

        return null;
    }

    public static string? FirstText(string text, Func<Reading, int, Found<string>?> read)
    {
        Reading reading = Reading.Of(text);
        for (int i = 0; i < reading.Count; i++)
        {
            if (read(reading, i) is { } found)
            {
                return found.Value;
            }
        }

        return null;
    }
}
