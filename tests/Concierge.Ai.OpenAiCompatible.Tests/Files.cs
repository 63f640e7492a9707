namespace Concierge.Ai.OpenAiCompatible.Tests;

internal static class Files
{
    public static byte[] Recording(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Recordings", name));

    public static string Sent(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sent", name));
}
