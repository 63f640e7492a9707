using Concierge.Contacts;
using Concierge.Events;
using Concierge.Ids;
using Concierge.Messaging;
using Concierge.Sessions;
using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>
/// Understands a message that is only a word like <c>STOP</c> or <c>START</c>, in many languages: takes back what was to be sent unasked, remembers
/// the wish, ends the visit to a service and confirms it once. Answers to what the person writes later are still sent.
/// </summary>
public sealed class OptOutMiddleware(IOptions<ConciergeOptions> options) : ITurnMiddleware
{
    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (!options.Value.Outbound.OptOutWords || turn.Messages.Count != 1 || turn.Message.Body is not TextBody body
            || ConsentWords.Find(body.Text) is not { } found)
        {
            return next(turn);
        }

        ContactProfile profile = turn.Document.Profile;
        bool optsOut = found.Consent == Consent.OptedOut;
        if (!optsOut && profile.Consent != Consent.OptedOut)
        {
            // START means "hello" to somebody who never left.
            profile.Consent = Consent.OptedIn;
            profile.ConsentAt = turn.Clock.GetUtcNow();
            return next(turn);
        }

        bool isNews = profile.Consent != found.Consent;
        profile.Consent = found.Consent;
        profile.ConsentAt = turn.Clock.GetUtcNow();
        turn.Decision = optsOut ? "opted out" : "opted in";
        bool left = optsOut && EndVisit(turn);
        if (optsOut)
        {
            turn.Document.Timers.RemoveAll(timer => LaterSend.Read(timer) is { Message.Purpose: not MessagePurpose.Answer });
        }

        if (isNews)
        {
            turn.Publish(new PublishedEvent(optsOut ? ConciergeEventTypes.OptedOut : ConciergeEventTypes.OptedIn));
        }

        if (isNews || left)
        {
            turn.Reply(ConsentTexts.Confirm(found.Consent, profile.IsLanguageGiven ? profile.Language : found.Language ?? turn.Language));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing asks the person on. What a form holds stays until it expires, for whoever begins it again.</summary>
    private static bool EndVisit(TurnContext turn)
    {
        bool isVisiting = turn.Document.Session is { State: SessionState.Active } || IdGate.AskedBy(turn) is not null;
        IdGate.Forget(turn);
        SessionKeeper.Leave(turn, SessionState.Completed, "opted out");
        turn.Document.ActiveService = null;
        return isVisiting;
    }
}
