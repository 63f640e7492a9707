using System.Text.RegularExpressions;

namespace Concierge.Docs.Tests;

/// <summary>Code in the documentation is a copy of a region that compiles and runs; this keeps the copies true.</summary>
public sealed partial class SnippetTests
{
    public static TheoryData<string> Documents()
    {
        var documents = new TheoryData<string>();
        foreach (string file in MarkdownFiles())
        {
            documents.Add(Path.GetRelativePath(Repository.Root, file));
        }

        return documents;
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_WithSnippets_ShowsTheCodeThatCompiles(string document)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, document));
        foreach (Match match in Snippet().Matches(text))
        {
            string shown = Normalize(match.Groups["code"].Value);
            string region = ReadRegion(match.Groups["file"].Value, match.Groups["region"].Value);
            shown.Should().Be(region, "{0} shows the region {1}", document, match.Groups["region"].Value);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_WithRelativeLinks_PointsAtWhatExists(string document)
    {
        string path = Path.Combine(Repository.Root, document);
        foreach (Match match in Link().Matches(File.ReadAllText(path)))
        {
            string target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, match.Groups["target"].Value));
            (File.Exists(target) || Directory.Exists(target)).Should().BeTrue("{0} links to {1}", document, match.Groups["target"].Value);
        }
    }

    [Fact]
    public void Documents_InTheRepository_HoldSnippets() =>
        MarkdownFiles().Sum(file => Snippet().Count(File.ReadAllText(file))).Should().BeGreaterThan(2);

    private static IEnumerable<string> MarkdownFiles() =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories));

    private static string ReadRegion(string file, string region)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, file));
        int start = Array.FindIndex(lines, line => line.Trim() == $"#region {region}");
        start.Should().BeGreaterThanOrEqualTo(0, "{0} has a region {1}", file, region);
        int end = Array.FindIndex(lines, start, line => line.Trim() == "#endregion");
        return Normalize(string.Join('\n', lines[(start + 1)..end]));
    }

    private static string Normalize(string code)
    {
        string[] lines = code.Replace("\r", string.Empty, StringComparison.Ordinal).Trim('\n').Split('\n');
        int indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..].TrimEnd() : string.Empty));
    }

    [GeneratedRegex("""<!-- snippet: (?<file>[^#\s]+)#(?<region>\S+) -->\s*```csharp\n(?<code>.*?)\n```""", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex("""\]\((?<target>(?!https?://|#)[^)#\s]+)""")]
    private static partial Regex Link();
}
