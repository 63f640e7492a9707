namespace Concierge.LoadTest.Servers;

/// <summary>A server to measure.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Assembly">Its dll.</param>
/// <param name="Settings">Environment variables; <c>{data}</c> stands for an empty folder of its own.</param>
internal sealed record Contestant(string Name, string Assembly, IReadOnlyDictionary<string, string> Settings)
{
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
