namespace Concierge.LoadTest.Servers;

/// <summary>What is measured. The first is the yardstick.</summary>
internal static class Contestants
{
    public static Contestant Bare { get; } = new("bare", Published("BareEndpoint"), new Dictionary<string, string>
    {
        ["AppSecret"] = LoadTarget.Secret,
    });

    public static IReadOnlyList<Contestant> Measured { get; } =
    [
        Bare with { Name = "bare again" },
    ];

    /// <summary>A program that load.sh published beside the runner.</summary>
    public static string Published(string project) => Path.Combine(AppContext.BaseDirectory, "..", project, project + ".dll");
}
