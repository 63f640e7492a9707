using Concierge.Channels;
using Concierge.Contacts;
using Concierge.Scheduling;

namespace Concierge.Turns;

/// <summary>Whether a burst of messages is still coming in.</summary>
internal static class Debounce
{
    /// <summary>Texts and files may be followed by more; a tap, a reaction or a word that opts out is complete.</summary>
    public static bool CanWait(MessageReceived message) => message.Body switch
    {
        TextBody { Text: var text } => ConsentWords.Find(text) is null,
        MediaBody => true,
        _ => false,
    };

    /// <summary>When the waiting inputs may be handled; null for now.</summary>
    public static DateTimeOffset? ReadyAt(Lane lane, ConciergeOptions options)
    {
        if (options.Debounce <= TimeSpan.Zero || lane.Peek() is not { } first || first.Item.Failures > 0)
        {
            return null;
        }

        if (lane.WaitingInputs.Any(input => input.Input is not MessageReceived message || !CanWait(message)))
        {
            return null;
        }

        DateTimeOffset quiet = lane.WaitingInputs.Max(input => input.Item.ReceivedAt) + options.Debounce;
        DateTimeOffset latest = first.Item.ReceivedAt + options.MaxDebounce;
        DateTimeOffset ready = quiet < latest ? quiet : latest;
        return ready > lane.Clock.GetUtcNow() ? ready : null;
    }
}
