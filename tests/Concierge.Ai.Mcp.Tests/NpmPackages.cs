using System.ComponentModel;
using System.Diagnostics;

namespace Concierge.Ai.Mcp.Tests;

/// <summary>Packages from the npm registry, installed once per machine.</summary>
internal static class NpmPackages
{
    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(3);

    /// <summary>Installs them unless they are there, and returns the folder.</summary>
    /// <param name="name">The folder's name; another one for other packages or versions.</param>
    /// <param name="packages">As npm names them, with versions.</param>
    public static async Task<string> PrepareAsync(string name, params string[] packages)
    {
        string folder = Path.Combine(Path.GetTempPath(), "concierge-tests", name);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        // Installed beside and moved into place: another test run never sees half of it.
        string fresh = $"{folder}.{Environment.ProcessId}";
        Directory.CreateDirectory(fresh);
        await InstallAsync(fresh, packages);
        try
        {
            Directory.Move(fresh, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(fresh, recursive: true);
        }

        return folder;
    }

    private static async Task InstallAsync(string folder, string[] packages)
    {
        using Process npm = Start(folder, packages);
        Task<string> output = npm.StandardOutput.ReadToEndAsync();
        Task<string> errors = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync().WaitAsync(InstallTime);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm could not install {string.Join(", ", packages)}. These tests need the npm registry. {Last(await errors)} {Last(await output)}");
        }
    }

    private static string Last(string output) => output.Length <= 500 ? output : output[^500..];

    private static Process Start(string folder, string[] packages)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, .. packages])
            {
                WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("These tests run Node.js. Install Node.js 20 or later with npm (on Debian or Ubuntu: apt-get install nodejs npm).", exception);
        }
    }
}
