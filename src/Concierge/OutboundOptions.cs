namespace Concierge;

/// <summary>What may be sent that nobody asked for: section <c>Concierge:Outbound</c>.</summary>
public sealed class OutboundOptions
{
    /// <summary>Which purposes may be sent beside answers; null for all. An empty list lets the bot speak only when spoken to.</summary>
    /// <value>The default is null.</value>
    public IList<MessagePurpose>? Allowed { get; set; }

    /// <summary>From when notices, reminders and offers wait until <see cref="QuietUntil"/>, in <see cref="TimeZone"/>; null without quiet hours.</summary>
    /// <value>The default is null.</value>
    public TimeOnly? QuietFrom { get; set; }

    /// <summary>Until when they wait; required with <see cref="QuietFrom"/>.</summary>
    /// <value>The default is null.</value>
    public TimeOnly? QuietUntil { get; set; }

    /// <summary>The time zone of the quiet hours, as an IANA name.</summary>
    /// <value>The default is <c>UTC</c>.</value>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>How long before the end of the service window it counts as over: clocks differ and a send takes time.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan WindowMargin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a message that is only a word like <c>STOP</c>, in any of the known languages, opts the person out.</summary>
    /// <value>The default is true.</value>
    public bool OptOutWords { get; set; } = true;

    /// <summary>How many turns one person may have in a minute; beyond that one notice, then silence until the pace is slower. Null without limit.</summary>
    /// <value>The default is null.</value>
    public int? MaxTurnsPerMinute { get; set; }

    /// <summary>
    /// After how many turns within a minute, in which the other side each time says the same or repeats what the bot said, it counts as another bot
    /// and gets no answer for ten minutes; null to always answer.
    /// </summary>
    /// <value>The default is 5.</value>
    public int? LoopLimit { get; set; } = 5;
}
