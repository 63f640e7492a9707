using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Tests.Rig;

/// <summary>One of the four providers: its accounts, its webhooks, and a stub that takes what is sent to it.</summary>
internal abstract class Provider(string channel) : IAsyncDisposable
{
    public const string Origin = "https://bot.example.com";

    public string Channel => channel;

    public ProviderStub Stub { get; } = new();

    /// <summary>The setting that holds the secret of the webhooks.</summary>
    public abstract string SecretSetting { get; }

    public static IReadOnlyList<Provider> All() => [new MetaProvider(), new TwilioProvider(), new WahaProvider(), new ChatwootProvider()];

    /// <summary>The settings of an account, below its section.</summary>
    public abstract IReadOnlyDictionary<string, string?> Settings(int account);

    /// <summary>The provider's own name of an account.</summary>
    public abstract string AccountId(int account);

    public abstract (string Header, string Value)[] Sign(byte[] body, string address, string secret);

    /// <summary>What was sent, as the table of degradation calls it; null for a request that sends nothing.</summary>
    public abstract string? Describe(StubRequest request);

    /// <summary>The words of what was sent.</summary>
    public abstract string TextOf(StubRequest request);

    public string Name(int account) => account == 1 ? "one" : "two";

    public string Section(int account) => $"Concierge:{char.ToUpperInvariant(channel[0])}{channel[1..]}:Accounts:{Name(account)}:";

    public string Path(int account) => $"/webhooks/{channel}/{Name(account)}";

    public string Secret(int account) => SecretOf($"{channel}{account}");

    public static string SecretOf(string seed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)))[..32];

    public byte[] Text(int account, string id, string text, DateTimeOffset? at = null) => Fill($"{channel}.txt", account, id, text, at)[0];

    /// <summary>What the provider reports of our own messages, and of colleagues'.</summary>
    public IReadOnlyList<byte[]> Own(int account, string id) => Fill($"{channel}-own.txt", account, id, string.Empty, null);

    public (string Header, string Value)[] Sign(byte[] body, int account) => Sign(body, Origin + Path(account), Secret(account));

    public async ValueTask DisposeAsync() => await Stub.DisposeAsync();

    /// <summary>Each line of a recording with its blanks filled in.</summary>
    public IReadOnlyList<byte[]> Fill(string file, int account, string id, string text, DateTimeOffset? at)
    {
        DateTimeOffset time = at ?? TimeProvider.System.GetUtcNow();
        return
        [
            .. File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "Recordings", file)).Select(line => Encoding.UTF8.GetBytes(line
                .Replace("{account}", AccountId(account), StringComparison.Ordinal)
                .Replace("{id}", id, StringComparison.Ordinal)
                .Replace("{text}", Escape(text), StringComparison.Ordinal)
                .Replace("{time}", time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{iso}", time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), StringComparison.Ordinal))),
        ];
    }

    protected virtual string Escape(string text) => JsonSerializer.Serialize(text)[1..^1];

    /// <summary>A text, as a person would describe it.</summary>
    protected static string Words(string text) =>
        text.Contains("\n1. ", StringComparison.Ordinal) ? "numbered text" : text.Contains("http", StringComparison.Ordinal) ? "text with the address" : "text";

    protected static JsonElement Json(StubRequest request)
    {
        using JsonDocument document = JsonDocument.Parse(request.Body);
        return document.RootElement.Clone();
    }

    protected static string? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member.ToString() : null;
}
