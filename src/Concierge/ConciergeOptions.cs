namespace Concierge;

/// <summary>Settings of the core: section <c>Concierge</c>. See <c>docs/configuration.md</c>.</summary>
public sealed class ConciergeOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Concierge";

    /// <summary>Messages older than this by the provider's clock are recorded and not answered.</summary>
    /// <value>The default is 24 hours.</value>
    public TimeSpan MaxMessageAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How far into the future a provider's clock may be before the message counts as being of unknown age.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a provider's message is remembered, so that a repetition has no second effect. Messages signed with an older
    /// time than this are refused as replays.
    /// </summary>
    /// <value>The default is 8 days, one more than Meta's retries last; at least 1 day.</value>
    public TimeSpan DedupRetention { get; set; } = TimeSpan.FromDays(8);

    /// <summary>How long to wait for more text before a turn begins; zero makes every message a turn of its own. Taps are never held back.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan Debounce { get; set; } = TimeSpan.Zero;

    /// <summary>The longest a burst is gathered.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan MaxDebounce { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many conversations are handled at once.</summary>
    /// <value>The default is 64.</value>
    public int MaxParallelConversations { get; set; } = 64;

    /// <summary>How many inputs may wait before webhooks are refused with 503.</summary>
    /// <value>The default is 1 000 000.</value>
    public int MaxBacklog { get; set; } = 1_000_000;

    /// <summary>The longest a turn may take before it counts as failed.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a turn may fail before its message becomes a dead letter.</summary>
    /// <value>The default is 5.</value>
    public int MaxTurnFailures { get; set; } = 5;

    /// <summary>How often the process may die in a turn before its message becomes a dead letter.</summary>
    /// <value>The default is 3.</value>
    public int MaxProcessDeaths { get; set; } = 3;

    /// <summary>Pause before the second try of a failed turn; doubles with every failure up to a minute.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan TurnRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long turns may go on after the host was asked to stop.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long neither the colleague nor the person may act before the conversation goes back to the bot, at that time; null for never.
    /// </summary>
    /// <value>The default is 12 hours.</value>
    public TimeSpan? HumanIdleReturn { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Whether a message that a colleague wrote outside Concierge (phone app, help desk) silences the bot.</summary>
    /// <value>The default is true.</value>
    public bool PauseOnHumanMessage { get; set; } = true;

    /// <summary>
    /// Which tenant an account belongs to: the account (<c>meta/salon</c>, or <c>meta</c> for the one without a name) and the
    /// tenant's name. A store that keeps tenants apart writes it beside every row.
    /// </summary>
    /// <value>The default is empty: every account belongs to the tenant <c>default</c>.</value>
    public IDictionary<string, string> Tenants { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How often accounts whose provider gives a webhook up after a try or two (Twilio, Chatwoot) are asked what was missed, beginning with
    /// the start; null for never. It bounds how late such a message is answered.
    /// </summary>
    /// <value>The default is 5 minutes; at least 10 seconds.</value>
    public TimeSpan? CatchUpInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How messages find their service.</summary>
    public RoutingOptions Routing { get; set; } = new();

    /// <summary>What may be sent that nobody asked for.</summary>
    public OutboundOptions Outbound { get; set; } = new();

    /// <summary>How replies are sent.</summary>
    public OutboxOptions Outbox { get; set; } = new();
}
