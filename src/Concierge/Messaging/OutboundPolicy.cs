using Concierge.Channels;
using Concierge.Scheduling;
using Microsoft.Extensions.Options;

namespace Concierge.Messaging;

/// <summary>Whether a message may be sent to a person: asked when it is owed, and again just before it is sent.</summary>
internal sealed class OutboundPolicy(IOptions<ConciergeOptions> options)
{
    private OutboundOptions Options => options.Value.Outbound;

    /// <summary>Why a message of this purpose must not be sent to this person, in a word for the transcript; null when it may.</summary>
    public string? Refusal(ContactProfile profile, MessagePurpose purpose) => purpose switch
    {
        MessagePurpose.Answer => null,
        _ when profile.IsBlocked => "blocked",
        _ when profile.Consent == Consent.OptedOut => "optedOut",
        MessagePurpose.Marketing when profile.RefusesMarketing || profile.Consent != Consent.OptedIn => "noOptIn",
        _ when Options.Allowed is { } allowed && !allowed.Contains(purpose) => "notAllowed",
        _ => null,
    };

    /// <summary>When the quiet hours are over that forbid a message of this purpose now; null when it may be sent.</summary>
    public DateTimeOffset? QuietUntil(MessagePurpose purpose, DateTimeOffset now)
    {
        bool waits = purpose is MessagePurpose.Notice or MessagePurpose.Reminder or MessagePurpose.Marketing;
        if (!waits || Options.QuietFrom is not { } from || Options.QuietUntil is not { } until)
        {
            return null;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(Options.TimeZone);
        DateTimeOffset local = TimeZoneInfo.ConvertTime(now, zone);
        if (!TimeOnly.FromDateTime(local.DateTime).IsBetween(from, until))
        {
            return null;
        }

        DateTime end = local.Date + until.ToTimeSpan();
        end = end > local.DateTime ? end : end.AddDays(1);
        while (zone.IsInvalidTime(end))
        {
            end = end.AddMinutes(30);
        }

        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }

    /// <summary>Whether only a template may be sent now.</summary>
    public bool IsWindowClosed(Lane lane, OutboundMessage message)
    {
        if (message is TemplateMessage or HandoffMessage || lane.Channel.Capabilities.ServiceWindow is not { } window)
        {
            return false;
        }

        return lane.Document.LastInboundAt is not { } last || lane.Clock.GetUtcNow() >= last + window - Options.WindowMargin;
    }
}
