using System.Reflection;

namespace Concierge.Chaos;

/// <summary>Where the build put the programs that are started; the project file writes it into the assembly.</summary>
internal static class Artefact
{
    public static string Echo { get; } = Find("Echo");

    public static string Provider { get; } = Find("Provider");

    private static string Find(string name) =>
        typeof(Artefact).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
