namespace Concierge.Storage.Sqlite.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("concierge-sqlite-").FullName;

    public string File(string name = "concierge.db") => System.IO.Path.Combine(Path, name);

    /// <summary>Copies a running store's files, as a crash would leave them, to a new name.</summary>
    public string CopyAsAfterCrash(string database, string name)
    {
        string target = File(name);
        foreach (string suffix in (string[])["", "-wal"])
        {
            if (System.IO.File.Exists(database + suffix))
            {
                System.IO.File.Copy(database + suffix, target + suffix);
            }
        }

        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
