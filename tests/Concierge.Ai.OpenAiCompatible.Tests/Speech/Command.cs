using System.ComponentModel;
using System.Diagnostics;

namespace Concierge.Ai.OpenAiCompatible.Tests.Speech;

/// <summary>Runs a program of the system to its end.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<string> RunAsync(string program, string package, params string[] arguments)
    {
        using Process process = Start(program, package, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    private static Process Start(string program, string package, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"These tests need {program}. Install it (on Debian or Ubuntu: apt-get install {package}).", exception);
        }
    }
}
