namespace Concierge.Storage.PostgreSql.Database;

/// <summary>
/// Whose time decides. With the system's clock it is the database's, so that nodes whose clocks differ agree; a host with a clock of
/// its own, which is a test in virtual time, gives its time with every call.
/// </summary>
internal sealed class StoreClock(TimeProvider clock)
{
    private readonly bool _isVirtual = !ReferenceEquals(clock, TimeProvider.System);

    public TimeProvider Host => clock;

    public DateTimeOffset HostNow => clock.GetUtcNow();

    /// <summary>The time for a statement; null when the database takes its own.</summary>
    public DateTime? Given => _isVirtual ? HostNow.UtcDateTime : null;

    /// <summary>Microseconds from now by the host's clock: what the host means by a time, whatever the database's clock says.</summary>
    public long? Delay(DateTimeOffset? at) => at is { } time ? Microseconds(time - HostNow) : null;

    public static long Microseconds(TimeSpan span) => (long)Math.Ceiling((double)span.Ticks / TimeSpan.TicksPerMicrosecond);
}
