using System.Globalization;

namespace Concierge.LoadTest.Servers;

/// <summary>CPU times from the kernel.</summary>
internal static class ProcessCpu
{
    private const double TicksPerSecond = 100;
    private const int UserTime = 11;

    /// <summary>What a process has used, in seconds.</summary>
    /// <param name="process">Its id.</param>
    /// <param name="withEnded">Whether its children that have ended count too.</param>
    public static double Seconds(int process, bool withEnded = false)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Skip(UserTime).Take(withEnded ? 4 : 2).Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
