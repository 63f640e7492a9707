namespace Concierge.LoadTest.Runs;

/// <summary>Where servers and generator run, and what else keeps the machine busy.</summary>
internal static class Machine
{
    /// <summary>The servers' core; the generator is started on another (see load.sh).</summary>
    public const int ServerCore = 0;

    public static void Print()
    {
        string model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "?";
        Console.WriteLine($"{model}, .NET {Environment.Version}, load average before {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
    }
}
