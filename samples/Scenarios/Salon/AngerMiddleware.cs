using System.Globalization;

namespace Concierge.Samples.Scenarios;

/// <summary>Whoever is angry gets a colleague at once, also in the middle of a booking.</summary>
public sealed class AngerMiddleware : ITurnMiddleware
{
    // Beginnings of words, so that "scandaleux" is found by "scandal" too.
    private static readonly string[] Signs =
    [
        "angry", "awful", "disgrace", "furious", "ridiculous", "scandal", "terrible", "unacceptable",
        "arnaque", "furieu", "honteu", "inadmissible", "inacceptable", "en colère", "ras le bol",
    ];

    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        CompareInfo words = CultureInfo.InvariantCulture.CompareInfo;
        if (!Signs.Any(sign => words.IndexOf(turn.Text, sign, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0))
        {
            return next(turn);
        }

        turn.HandOff($"Angry: {turn.Text}");
        turn.Reply(SalonBot.In("I am sorry. A colleague takes care of it personally.", "Je suis désolé. Une collègue s'en occupe personnellement.").For(turn.Language));
        return ValueTask.CompletedTask;
    }
}
