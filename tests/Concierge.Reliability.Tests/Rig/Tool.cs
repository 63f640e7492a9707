using Xunit.Abstractions;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>What a test needs of the machine. In CI it must be there; elsewhere the test says how to get it.</summary>
internal static class Tool
{
    /// <summary>Whether the program is installed.</summary>
    public static bool IsInstalled(string program, ITestOutputHelper output) => Require(
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Any(folder => File.Exists(Path.Combine(folder, program))),
        $"'{program}' is missing: apt-get install {program}.",
        output);

    /// <summary>Whether file systems may be mounted.</summary>
    public static bool IsRoot(ITestOutputHelper output) => Require(Environment.UserName == "root", "Only root may mount a small disk: run the tests as root.", output);

    private static bool Require(bool available, string problem, ITestOutputHelper output)
    {
        if (!available)
        {
            output.WriteLine(problem + " Nothing was shown.");
            Environment.GetEnvironmentVariable("CI").Should().NotBe("true", problem);
        }

        return available;
    }
}
