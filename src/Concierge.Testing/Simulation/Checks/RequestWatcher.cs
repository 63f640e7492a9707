using System.Globalization;

namespace Concierge.Testing.Simulation.Checks;

/// <summary>Checks every request that reaches the provider against what was recorded before it.</summary>
internal sealed class RequestWatcher(Ledger ledger)
{
    public const char CanaryMark = '#';

    /// <summary>The canary of a person: it appears in what that person sends and in nothing that others get.</summary>
    public static string Canary(int person) => string.Create(CultureInfo.InvariantCulture, $"{CanaryMark}c{person};");

    /// <summary>A request begins. Null when it has no recorded attempt, which is a violation.</summary>
    public AttemptFact? Began(SendAttempt attempt, OutboundMessage message, int person, int persons)
    {
        ledger.Requests++;
        string text = message.PlainText ?? string.Empty;
        CheckCanaries(attempt, text, person, persons);
        if (!ledger.Attempts.TryGetValue(attempt.AttemptId, out AttemptFact? recorded))
        {
            ledger.Violate($"Unrecorded: the provider got attempt {attempt.AttemptId}, which no commit holds.");
            return null;
        }

        if (recorded.IsRequested)
        {
            ledger.Violate($"Repeated below: the provider got attempt {attempt.AttemptId} twice.");
        }

        if (recorded.Reply.Text != text)
        {
            ledger.Violate($"Changed on the way: attempt {attempt.AttemptId} does not hold what its turn committed.");
        }

        if (recorded.Reply.Conversation.Person is { } owner && owner != person)
        {
            ledger.Violate($"Contexts mix: attempt {attempt.AttemptId} of person {owner} went to person {person}.");
        }

        CheckPermission(recorded);

        recorded.IsRequested = true;
        return recorded;
    }

    /// <summary>Also of a process that stood still meanwhile: it must know that it cannot know.</summary>
    private void CheckPermission(AttemptFact attempt)
    {
        ReplyFact reply = attempt.Reply;
        if (ledger.Erased.ContainsKey(reply.Conversation.Id))
        {
            ledger.Violate($"Brought back: attempt {attempt.Id} was made after its person had been erased.");
        }

        if (reply is { Author: Author.Bot, IsConfirmation: false, Conversation.IsTakenOver: true })
        {
            ledger.Violate($"Talked over: attempt {attempt.Id} reached the provider after a colleague had taken over.");
        }

        if (reply is { Author: Author.Bot, Purpose: not MessagePurpose.Answer, Conversation.IsOptedOut: true })
        {
            ledger.Violate($"Unasked: attempt {attempt.Id} reached the provider after the person had opted out.");
        }
    }

    private void CheckCanaries(SendAttempt attempt, string text, int person, int persons)
    {
        if (!text.Contains(CanaryMark, StringComparison.Ordinal))
        {
            return;
        }

        for (int other = 0; other < persons; other++)
        {
            if (other != person && text.Contains(Canary(other), StringComparison.Ordinal))
            {
                ledger.Violate($"Contexts mix: attempt {attempt.AttemptId} to person {person} holds words of person {other}.");
            }
        }
    }
}
