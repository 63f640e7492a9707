namespace Concierge.LoadTest.Servers;

/// <summary>A server to measure.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Assembly">Its dll.</param>
/// <param name="Settings">Environment variables; <c>{data}</c> stands for an empty folder of its own, <c>{database}</c> for a PostgreSQL server of its own.</param>
/// <param name="IsDurable">Whether it keeps what it took in a store that tells how much waits there.</param>
internal sealed record Contestant(string Name, string Assembly, IReadOnlyDictionary<string, string> Settings, bool IsDurable = false)
{
    /// <summary>What stands in a setting for the connection string of a server of its own.</summary>
    public const string Database = "{database}";

    public bool NeedsDatabase => Settings.Values.Any(value => value.Contains(Database, StringComparison.Ordinal));

    /// <summary>The same with further environment variables.</summary>
    public Contestant With(IReadOnlyDictionary<string, string> environment)
    {
        var settings = new Dictionary<string, string>(Settings);
        foreach ((string name, string value) in environment)
        {
            settings[name] = value;
        }

        return this with { Settings = settings };
    }
}
