using System.Reflection;

namespace Concierge.Api.Tests;

/// <summary>
/// What is public is a decision: a change of it shows as a change of a text file. To accept one, run with
/// <c>CONCIERGE_APPROVE_API=1</c> and commit the file.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Packages()
    {
        var packages = new TheoryData<string>();
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "Concierge*.dll").Order())
        {
            string name = Path.GetFileNameWithoutExtension(file);
            if (!name.EndsWith(".Tests", StringComparison.Ordinal))
            {
                packages.Add(name);
            }
        }

        return packages;
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicSurface_OfEachPackage_IsTheApprovedOne(string package)
    {
        string surface = PublicSurface.Describe(Assembly.Load(package));
        string file = Path.Combine(AppContext.BaseDirectory, "Approved", $"{package}.txt");
        if (Environment.GetEnvironmentVariable("CONCIERGE_APPROVE_API") == "1")
        {
            File.WriteAllText(Path.Combine(SourceFolder(), "Approved", $"{package}.txt"), surface);
            return;
        }

        File.Exists(file).Should().BeTrue("every package has an approved surface; approve {0}", package);
        surface.Should().Be(File.ReadAllText(file));
    }

    [Fact]
    public void Packages_Found_AreAll() => Packages().Count.Should().BeGreaterThanOrEqualTo(7);

    private static string SourceFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("Concierge.Api.Tests.csproj").Length == 0)
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
