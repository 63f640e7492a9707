using System.Globalization;

namespace Concierge.LoadTest;

/// <summary>What the command line says.</summary>
internal sealed record LoadSettings
{
    /// <summary>How many times each contestant is measured against the yardstick.</summary>
    public int Rounds { get; init; } = 7;

    /// <summary>Length of one slice.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Load before the first measured slice, for .NET's tiers to settle.</summary>
    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Connections of the saturated slices.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>Requests per second of the paced slices; 0 leaves them out.</summary>
    public double Rate { get; init; } = 1000;

    /// <summary>Starts timed per contestant; 0 leaves them out.</summary>
    public int Starts { get; init; } = 5;

    /// <summary>Length of the flood whose rest is worked off; zero leaves it out.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages of the long run; 0 leaves it out.</summary>
    public long LongRun { get; init; }

    /// <summary>Path of another build of the Echo sample to measure too; empty for none.</summary>
    public string Other { get; init; } = string.Empty;

    /// <summary>Environment variables for the contestants, not for the yardstick.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of the contestants to measure, separated by commas; empty for all.</summary>
    public string Only { get; init; } = string.Empty;

    public static LoadSettings Parse(string[] arguments)
    {
        var settings = new LoadSettings();
        foreach (string argument in arguments)
        {
            string[] parts = argument.Split('=', 2);
            string value = parts.Length == 2 ? parts[1] : string.Empty;
            settings = parts[0] switch
            {
                "--rounds" => settings with { Rounds = (int)Number(value) },
                "--slice" => settings with { Slice = TimeSpan.FromSeconds(Number(value)) },
                "--warmup" => settings with { Warmup = TimeSpan.FromSeconds(Number(value)) },
                "--connections" => settings with { Connections = (int)Number(value) },
                "--rate" => settings with { Rate = Number(value) },
                "--starts" => settings with { Starts = (int)Number(value) },
                "--drain" => settings with { Drain = TimeSpan.FromSeconds(Number(value)) },
                "--long" => settings with { LongRun = value.Length == 0 ? 1_000_000 : (long)Number(value) },
                "--only" => settings with { Only = value },
                "--other" => settings with { Other = Path.GetFullPath(value) },
                "--set" => settings with { Environment = new Dictionary<string, string>(settings.Environment) { [value.Split('=', 2)[0]] = value.Split('=', 2)[1] } },
                _ => throw new ArgumentException($"'{argument}' is not known. See benchmarks/README.md."),
            };
        }

        return settings;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
