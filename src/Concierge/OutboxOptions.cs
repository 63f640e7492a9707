namespace Concierge;

/// <summary>Settings of the outbox: section <c>Concierge:Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>What to do when nobody can say whether a message was sent.</summary>
    /// <value>The default is <see cref="AmbiguityPolicy.Reconcile"/>.</value>
    public AmbiguityPolicy Ambiguity { get; set; } = AmbiguityPolicy.Reconcile;

    /// <summary>How long <see cref="AmbiguityPolicy.Reconcile"/> waits for a receipt before it sends again.</summary>
    /// <value>The default is 15 seconds.</value>
    public TimeSpan ReconcileWait { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a message is tried before it becomes a dead letter. Waiting for credentials or a closed account does not count.</summary>
    /// <value>The default is 10.</value>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Pause after the first failure; doubles with every further one, with jitter.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two tries, also when the provider asks for a longer one.</summary>
    /// <value>The default is 1 hour.</value>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The longest one attempt may take; then its outcome is unknown.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most messages per second and account; null takes the channel's own limit.</summary>
    /// <value>The default is null.</value>
    public int? MaxSendsPerSecond { get; set; }

    /// <summary>Most sends on the wire at once in this process; bounds what a crash can make ambiguous.</summary>
    /// <value>The default is 16.</value>
    public int MaxSendsInFlight { get; set; } = 16;
}
