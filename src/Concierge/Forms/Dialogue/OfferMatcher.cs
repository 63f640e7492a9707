using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>Understands the title or the number of an offered choice that comes back as text.</summary>
internal static class OfferMatcher
{
    /// <summary>An offered choice by its exact title, or by its number where a number is no answer itself.</summary>
    public static string? Find(FormScene scene, Reading reading)
    {
        if (scene.Turn.Document.OfferedChoices.Count != scene.State.Offered.Count || scene.State.Offered.Count == 0)
        {
            return null;
        }

        string said = Said(reading);
        for (int i = 0; i < scene.State.Offered.Count; i++)
        {
            if (said.Length > 0 && string.Equals(Said(Reading.Of(scene.Turn.Document.OfferedChoices[i].Title)), said, StringComparison.Ordinal))
            {
                return scene.State.Offered[i];
            }
        }

        bool isNumberAnAnswer = scene.Asked is { Kind: NumberKind or MoneyKind } asked && asked.Kind.ReadWhole(reading, scene.Context, isAnswer: true) is { } literal && asked.Kind.Check(literal, scene.Context) is null;
        return !isNumberAnAnswer && reading.IsNumber(0) && reading.IsAllOf(0, 1) && int.TryParse(reading[0].Text, out int number) && number >= 1 && number <= scene.State.Offered.Count
            ? scene.State.Offered[number - 1]
            : null;
    }

    private static string Said(Reading reading)
    {
        var words = new List<string>();
        for (int i = 0; i < reading.Count; i++)
        {
            if (reading[i].Kind != TokenKind.Symbol)
            {
                words.Add(reading[i].Text);
            }
        }

        return string.Join(' ', words);
    }
}
