namespace Concierge.Channels.Twilio.Tests;

internal static class Files
{
    public static IEnumerable<string> Recordings() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Recordings")).Order(StringComparer.Ordinal);

    public static byte[] Recording(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Recordings", name + ".form")).AsSpan().TrimEnd("\n"u8).ToArray();

    public static string Sent(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sent", name)).ReplaceLineEndings(string.Empty);

    public static IEnumerable<string[]> Rows(string name) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", name)).Skip(1).Select(static line => line.Split('\t'));
}
