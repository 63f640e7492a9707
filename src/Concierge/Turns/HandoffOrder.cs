using Concierge.Channels;

namespace Concierge.Turns;

/// <summary>
/// Whether what a help desk reports is news. Webhooks have no order, and a desk reports also what it was told from here: an old report must neither
/// silence the bot again nor let it speak over a person.
/// </summary>
internal static class HandoffOrder
{
    public static bool IsLate(ConversationDocument document, HandoffReceived handoff)
    {
        if (handoff.OccurredAt is not { } at)
        {
            return false;
        }

        if (handoff.Kind == HandoffKind.HumanMessage)
        {
            return IsBefore(at, document.HandlingReportedAt) || IsBefore(at, document.HandlingChangedAt);
        }

        // One change is reported several times, with the same time.
        return at <= document.HandlingReportedAt || (Disagrees(document, handoff.Kind) && IsBefore(at, document.HandlingChangedAt));
    }

    /// <summary>Remembers a report that is no late one. From then on only the provider's clock is compared with itself.</summary>
    public static void Note(ConversationDocument document, HandoffReceived handoff)
    {
        if (handoff.OccurredAt is { } at)
        {
            document.HandlingReportedAt = at > document.HandlingReportedAt || document.HandlingReportedAt is null ? at : document.HandlingReportedAt;
            document.HandlingChangedAt = null;
        }
    }

    private static bool Disagrees(ConversationDocument document, HandoffKind kind) =>
        kind == HandoffKind.BackToBot ? document.Handling == Handling.Human : document.Handling == Handling.Bot;

    /// <summary>Some providers tell whole seconds.</summary>
    private static bool IsBefore(DateTimeOffset at, DateTimeOffset? other) =>
        other is { } time && at < (at.Ticks % TimeSpan.TicksPerSecond == 0 ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)) : time);
}
