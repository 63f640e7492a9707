using System.Diagnostics;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>
/// A disk that can be filled and emptied: a small file system in memory where the tests run as root, else a limit on the pages of
/// the database.
/// </summary>
internal sealed class FullDisk : IDisposable
{
    private const int Pages = 60;
    private readonly TestFolder _folder = new();
    private readonly bool _mounted;
    private TestStore? _store;

    public FullDisk()
    {
        _mounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", _folder.Path);
    }

    public string File => _folder.File();

    public void Fill(TestStore store)
    {
        _store = store;
        if (!_mounted)
        {
            store.Engine.File.MaxPages = Pages;
            return;
        }

        using FileStream hog = System.IO.File.Create(_folder.File("hog"));
        byte[] block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                hog.Write(block);
                hog.Flush();
            }
        }
        catch (IOException)
        {
            // It is full now, which is what was wanted.
        }
    }

    public void MakeRoom()
    {
        if (_mounted)
        {
            System.IO.File.Delete(_folder.File("hog"));
        }
        else
        {
            _store!.Engine.File.MaxPages = int.MaxValue;
        }
    }

    public void Dispose()
    {
        if (_mounted)
        {
            Run("umount", "-l", _folder.Path);
        }

        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process? process = Process.Start(program, arguments);
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
