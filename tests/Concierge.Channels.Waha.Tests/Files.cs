namespace Concierge.Channels.Waha.Tests;

internal static class Files
{
    public static IEnumerable<string> Recordings() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Recordings"), "*.json").Order(StringComparer.Ordinal);

    public static byte[] Recording(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Recordings", name + ".json"));

    public static string Sent(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sent", name + ".json"));
}
