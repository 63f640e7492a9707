using Concierge.LoadTest.Corpus;

namespace Concierge.LoadTest.Servers;

/// <summary>What is measured.</summary>
internal static class Contestants
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Concierge__Meta__AppSecret"] = LoadTarget.Secret,
        ["Concierge__Meta__VerifyToken"] = "load-test-verify-token",
        ["Concierge__Meta__AccessToken"] = "load-test-access-token-0123456789",
        ["Concierge__Meta__PhoneNumberId"] = WebhookCorpus.PhoneNumberId,
        ["Concierge__Meta__ApiBaseUrl"] = ProviderStub.Address,
        ["Concierge__Sqlite__ConnectionString"] = "Data Source={data}/concierge.db",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <summary>The yardstick.</summary>
    public static Contestant Bare { get; } = new("bare", Built("benchmarks/BareEndpoint"), new Dictionary<string, string>
    {
        ["AppSecret"] = LoadTarget.Secret,
    });

    public static IReadOnlyList<Contestant> Measured { get; } =
    [
        Bare with { Name = "bare-again" },
        new("memory-count", Built("benchmarks/InMemoryEndpoint"), Settings),
        new("sqlite-count", Built("samples/Echo"), With("Echo__Mode", "count"), IsDurable: true),
        new("sqlite-echo", Built("samples/Echo"), Settings, IsDurable: true),
        new("postgres-count", Built("samples/Echo"), With("Echo__Mode", "count", "Concierge__PostgreSql__ConnectionString", Contestant.Database), IsDurable: true),
        new("postgres-echo", Built("samples/Echo"), With("Concierge__PostgreSql__ConnectionString", Contestant.Database), IsDurable: true),
    ];

    /// <summary>A host like the Echo sample in count mode, built elsewhere: a version before a change.</summary>
    public static Contestant Other(string name, string assembly) => new(name, assembly, With("Echo__Mode", "count"), IsDurable: true);

    /// <summary>A program that was built with the runner.</summary>
    public static string Built(string folder)
    {
        string output = AppContext.BaseDirectory.TrimEnd('/');
        string kind = Path.Combine("bin", Path.GetFileName(Path.GetDirectoryName(output))!, Path.GetFileName(output));
        return Path.GetFullPath(Path.Combine(output, "../../../../..", folder, kind, Path.GetFileName(folder) + ".dll"));
    }

    private static Dictionary<string, string> With(params ReadOnlySpan<string> namesAndValues)
    {
        var settings = new Dictionary<string, string>(Settings);
        for (int i = 0; i < namesAndValues.Length; i += 2)
        {
            settings[namesAndValues[i]] = namesAndValues[i + 1];
        }

        return settings;
    }
}
