using System.Diagnostics;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>A file system of a few megabytes in memory, which can be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _hog;

    public SmallDisk(string path, int megabytes = 24)
    {
        Path = Directory.CreateDirectory(path).FullName;
        _hog = System.IO.Path.Combine(Path, "hog");
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path);
    }

    public string Path { get; }

    /// <summary>Takes what room there is.</summary>
    public void Fill()
    {
        byte[] block = new byte[4096];
        using var hog = new FileStream(_hog, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                hog.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(_hog);

    /// <summary>Unmounts; lazily, for the host may still end.</summary>
    public void Dispose() => Run("umount", "-l", Path);

    private static void Run(string program, params IReadOnlyList<string> arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }
}
