using Concierge.Forms.Dialogue;
using Concierge.Ids;
using Concierge.Sentiment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>
/// Gives the conversation of a person who writes angrily to a colleague, with a summary and an apology, whatever service has the word
/// (<see cref="EscalationOptions.NegativeSentiment"/>). Texts and captions count that the person has written; taps, forwarded messages and voice notes do not.
/// </summary>
public sealed class NegativeSentimentMiddleware : ITurnMiddleware
{
    private const string StateName = "concierge.sentiment";
    private const string Once = "handed off: negative sentiment";
    private const string Twice = "handed off: negative sentiment, twice in a row";
    private const int LongestQuote = 400;

    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly RoutingOptions _routing;
    private readonly AngerMeter? _meter;
    private readonly LocalizedText _apology;

    /// <summary>Makes the step. The pipeline does this.</summary>
    public NegativeSentimentMiddleware(IOptions<ConciergeOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _routing = options.Value.Routing;
        _meter = Options.NegativeSentiment ? new AngerMeter(new AngerLexicon(Options.Words)) : null;
        _apology = EscalationTexts.With(Options.Texts);
    }

    private EscalationOptions Options => _routing.Escalation;

    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (_meter is null || turn.Document.Handling != Handling.Bot)
        {
            return next(turn);
        }

        if (Read(turn, isDescription: false) is { Most: > 0 } anger)
        {
            return JudgeAsync(turn, next, anger);
        }

        turn.Document.State.Remove(StateName);
        return next(turn);
    }

    private async ValueTask JudgeAsync(TurnContext turn, TurnDelegate next, (double Most, int Irritated) anger)
    {
        // Asked only now, because most texts hold no such word.
        if (await turn.Services.GetRequiredService<FormDirectory>().FindAsync(turn.Document.ActiveService, turn) is { } form && form.AsksOpenQuestion(turn))
        {
            anger = Read(turn, isDescription: true);
        }

        AngerNote? before = turn.GetState(StateName, SentimentJsonContext.Default.AngerNote);
        turn.Document.State.Remove(StateName);
        bool isOnce = anger.Most >= Options.Threshold;
        bool isTwice = anger.Irritated > 1 || (anger.Irritated == 1 && before is not null && turn.ReceivedAt - before.At < Memory);
        if (isOnce || isTwice)
        {
            HandOff(turn, isOnce ? Once : Twice);
            return;
        }

        if (anger.Irritated > 0)
        {
            turn.SetState(StateName, new AngerNote(turn.ReceivedAt), SentimentJsonContext.Default.AngerNote);
        }

        await next(turn);
    }

    /// <summary>The angriest of the messages, and how many of them count for the second threshold.</summary>
    private (double Most, int Irritated) Read(TurnContext turn, bool isDescription)
    {
        double most = 0;
        int irritated = 0;
        for (int i = 0; i < turn.Messages.Count; i++)
        {
            if (turn.Messages[i] is not { Body: TextBody or MediaBody, Context: not { IsForwarded: true } } message || message.Body.PlainText is not { Length: > 0 } text)
            {
                continue;
            }

            double anger = _meter!.Read(text, isDescription);
            most = Math.Max(most, anger);
            irritated += anger >= Options.RepeatedThreshold ? 1 : 0;
        }

        return (most, irritated);
    }

    private void HandOff(TurnContext turn, string decision)
    {
        turn.Decision = decision;
        turn.Reply(_apology.For(turn.Language, _routing.Language));
        if (IdGate.AskedBy(turn) is null)
        {
            turn.HandOff($"Angry: {Quote(turn.Text)}");
            return;
        }

        // The code may stand among the words.
        turn.IsConfidential = true;
        turn.HandOff("Angry, while a code was asked for. The words are not kept, because the code may be in them.");
    }

    private static string Quote(string text) =>
        text.Length <= LongestQuote ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)}…";
}
