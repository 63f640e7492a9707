namespace Concierge.Emulator.Tests;

/// <summary>A folder of its own for the emulator's file.</summary>
public abstract class EmulatorTest : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("concierge-emulator-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
