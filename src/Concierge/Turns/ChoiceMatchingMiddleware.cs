using System.Globalization;
using Concierge.Channels;
using Concierge.Routing.Keywords;

namespace Concierge;

/// <summary>
/// Understands the number or the title of an offered choice when it comes back as text, and the title when a channel loses
/// the choice's id. The offer stands until the next question or until something else is written.
/// </summary>
public sealed class ChoiceMatchingMiddleware : ITurnMiddleware
{
    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        List<Choice> offered = turn.Document.OfferedChoices;
        if (offered.Count > 0 && turn.Messages.Count == 1 && Match(turn.Message.Body, offered) is { } choice)
        {
            turn.ReplaceMessages([turn.Message with { Body = new ChoiceBody(choice.Id, choice.Title) }]);
        }

        return next(turn);
    }

    private static Choice? Match(MessageBody body, List<Choice> offered) => body switch
    {
        TextBody text => ByNumber(text.Text, offered) ?? ByTitle(text.Text, offered),
        ChoiceBody { ChoiceId: "" } tap => ByTitle(tap.Title, offered),
        _ => null,
    };

    private static Choice? ByNumber(string text, List<Choice> offered)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim().TrimEnd(".)");
        return int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= 1
            && number <= offered.Count
            ? offered[number - 1]
            : null;
    }

    private static Choice? ByTitle(string text, List<Choice> offered)
    {
        string folded = TextFolding.Fold(text);
        return folded.Length == 0 ? null : offered.Find(choice => TextFolding.Fold(choice.Title) == folded);
    }
}
