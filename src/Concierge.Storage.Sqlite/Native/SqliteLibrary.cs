using System.Runtime.InteropServices;

namespace Concierge.Storage.Sqlite.Native;

/// <summary>Finds SQLite: the copy that the app brings or the system's, whichever is newer.</summary>
internal sealed unsafe class SqliteLibrary
{
    /// <summary>3.35.0, of 2021: the oldest that the store is tested with.</summary>
    public const int OldestVersion = 3_035_000;

    private const string HowToGetOne =
        "Add the package SQLitePCLRaw.lib.e_sqlite3 to the app (dotnet add package SQLitePCLRaw.lib.e_sqlite3), or install the system's library (Debian, Ubuntu: apt-get install libsqlite3-0; Alpine: apk add sqlite-libs; macOS and Windows have it).";

    private static readonly Lock Gate = new();
    private static SqliteLibrary? _loaded;

    private readonly nint _handle;

    private SqliteLibrary(string name, nint handle, int version)
    {
        Name = name;
        _handle = handle;
        Version = version;
    }

    /// <summary>The file that was found.</summary>
    public string Name { get; }

    /// <summary>As <c>sqlite3_libversion_number</c> says it: 3 040 001 for 3.40.1.</summary>
    public int Version { get; }

    public string VersionText => $"{Version / 1_000_000}.{Version / 1000 % 1000}.{Version % 1000}";

    /// <summary>Loads the library once for the process.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is too old; says how to get one.</exception>
    public static SqliteLibrary Load()
    {
        lock (Gate)
        {
            if (_loaded is null)
            {
                SqliteLibrary best = Choose(Candidates());
                NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly, (name, _, _) => name == NativeMethods.Library ? best._handle : 0);
                _loaded = best;
            }

            return _loaded;
        }
    }

    /// <summary>The newest of the libraries that can be loaded.</summary>
    internal static SqliteLibrary Choose(IEnumerable<string> names)
    {
        SqliteLibrary? best = null;
        foreach (string name in names)
        {
            if (TryOpen(name) is { } found && (best is null || found.Version > best.Version))
            {
                best = found;
            }
        }

        if (best is null)
        {
            throw new InvalidOperationException($"No SQLite library was found. {HowToGetOne}");
        }

        Require(best.Name, best.Version, best.VersionText);
        return best;
    }

    internal static void Require(string name, int version, string versionText)
    {
        if (version < OldestVersion)
        {
            throw new InvalidOperationException($"The SQLite library {name} has version {versionText}; the store needs 3.35.0 or newer. {HowToGetOne}");
        }
    }

    private static string[] Candidates() =>
        OperatingSystem.IsWindows() ? ["e_sqlite3", "winsqlite3.dll"]
        : OperatingSystem.IsMacOS() ? ["e_sqlite3", "libsqlite3.dylib"]
        : ["e_sqlite3", "libsqlite3.so.0"];

    private static SqliteLibrary? TryOpen(string name)
    {
        if (!NativeLibrary.TryLoad(name, typeof(SqliteLibrary).Assembly, null, out nint handle))
        {
            return null;
        }

        if (!NativeLibrary.TryGetExport(handle, "sqlite3_libversion_number", out nint export))
        {
            return null;
        }

        return new SqliteLibrary(name, handle, ((delegate* unmanaged[Cdecl]<int>)export)());
    }
}
