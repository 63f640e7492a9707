namespace Concierge.Channels.Waha.Tests;

internal static class Files
{
    public static IEnumerable<string> Recordings() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Recordings"), "*.json").Order(StringComparer.Ordinal);

    public static string Recording(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recordings", name));
}
