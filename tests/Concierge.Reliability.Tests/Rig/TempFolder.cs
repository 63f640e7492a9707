namespace Concierge.Reliability.Tests.Rig;

/// <summary>A folder of the test's own; kept for reading afterwards when CONCIERGE_KEEP is set.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder(string name)
    {
        Path = Directory.CreateTempSubdirectory($"concierge-{name}-").FullName;
    }

    public string Path { get; }

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("CONCIERGE_KEEP") is null)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
