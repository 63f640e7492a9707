namespace Concierge.Testing.Shared;

/// <summary>Bodies that others recorded, if a folder <c>shared/payloads/{channel}</c> with an index lies beside the checkout.</summary>
internal static class SharedPayloads
{
    /// <summary>The folder, or null.</summary>
    public static string? Find(string channel)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "payloads", channel);
            if (File.Exists(Path.Combine(candidate, "index.tsv")))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The index's rows, the first cell of each being the file's name in the folder.</summary>
    public static string[][] Rows(string folder) => [.. File.ReadLines(Path.Combine(folder, "index.tsv")).Skip(1).Select(static line => line.Split('\t'))];
}
