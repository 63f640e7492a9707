using System.Reflection;

namespace Concierge.Chaos;

/// <summary>Where the build put the host; the project file writes it into the assembly.</summary>
internal static class HostArtefact
{
    public static string Echo { get; } =
        typeof(HostArtefact).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Echo").Value!;
}
