namespace Concierge.Storage.PostgreSql;

/// <summary>Settings of the PostgreSQL store: section <c>Concierge:PostgreSql</c>. Every node of one installation has the same.</summary>
public sealed class PostgreSqlOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Concierge:PostgreSql";

    /// <summary>
    /// Names the database as Npgsql does, for example <c>Host=db;Database=shop;Username=concierge;Password=…</c>. What it does not
    /// say is set for a store: a pool of at most 20, time-outs, prepared statements, the primary of several hosts.
    /// </summary>
    /// <value>No default: the host does not start without it.</value>
    public string ConnectionString { get; set; } = "";

    /// <summary>The schema that holds the tables. Lower-case letters, digits and underscores.</summary>
    /// <value>The default is <c>concierge</c>.</value>
    public string Schema { get; set; } = "concierge";

    /// <summary>Whether the host creates and upgrades the tables at start. If not, a database administrator runs <see cref="PostgreSqlSchema.Script"/>.</summary>
    /// <value>The default is true.</value>
    public bool ApplyMigrations { get; set; } = true;

    /// <summary>
    /// How long a conversation stays with a node that does not renew its lease: a third of it is the interval of renewal. After the
    /// death of a node its conversations go on elsewhere within this time and <see cref="PollInterval"/>.
    /// </summary>
    /// <value>The default is 10 seconds; at least 2 seconds.</value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the node waits at most before it looks for work. Notifications make it look earlier.</summary>
    /// <value>The default is 1 second; at least 50 milliseconds.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether nodes wake each other by LISTEN and NOTIFY. Off behind a pooler that shares sessions; then <see cref="PollInterval"/> alone decides.</summary>
    /// <value>The default is true.</value>
    public bool Notifications { get; set; } = true;

    /// <summary>How long one statement may take before it is given up, in the client and in the server.</summary>
    /// <value>The default is 4 seconds; between 1 and 60 seconds.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a webhook waits for the database before it is refused with 503.</summary>
    /// <value>The default is 800 milliseconds; at least 100 milliseconds.</value>
    public TimeSpan AcceptTimeout { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How many inputs may wait before appends are refused. Other nodes' inputs are counted now and then, so several nodes may exceed it a little.</summary>
    /// <value>The default is 1 000 000; at least 1.</value>
    public int MaxBacklog { get; set; } = 1_000_000;

    /// <summary>The tenants whose rows this host may see and write, enforced by the database for a role that is no superuser. Empty for all.</summary>
    /// <value>The default is empty.</value>
    public IList<string> Tenants { get; } = [];
}
