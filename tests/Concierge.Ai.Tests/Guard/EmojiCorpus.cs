namespace Concierge.Ai.Tests.Guard;

/// <summary>Every emoji that is recommended for general interchange (Unicode 15.0), one per line of <c>emoji.txt</c>.</summary>
internal static class EmojiCorpus
{
    public static string[] All() => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Guard", "emoji.txt"));
}
