using System.Reflection;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Where the build put the hosts; the project file writes it into the assembly.</summary>
internal static class HostArtefact
{
    public static string Echo { get; } = Find("Echo");

    public static string Poison { get; } = Find("PoisonHost");

    public static string Tool { get; } = Find("ToolHost");

    private static string Find(string name)
    {
        string path = typeof(HostArtefact).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
        return File.Exists(path) ? path : throw new FileNotFoundException($"The host '{name}' was not built. Build the test project.", path);
    }
}
