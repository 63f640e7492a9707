using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Fills the payload files and signs them as Meta does.</summary>
internal static class MetaPayload
{
    public const string SignatureHeader = "X-Hub-Signature-256";

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(MetaAccount.AppSecret);
    private static readonly ConcurrentDictionary<string, string> Templates = new();

    public static byte[] Message(string from, string id, string text, DateTimeOffset at) => Encoding.UTF8.GetBytes(FillMessage("message", from, id, text, at));

    /// <summary>One POST with many changes, in the order given.</summary>
    public static byte[] Batch(IEnumerable<string> changes) =>
        Encoding.UTF8.GetBytes(Fill("batch", ("changes", string.Join(',', changes))));

    public static string Change(string from, string id, string text, DateTimeOffset at) => FillMessage("change", from, id, text, at);

    /// <summary>A change whose members have types that Meta never sends.</summary>
    public static string DamagedChange(string from, string id, DateTimeOffset at) => FillMessage("damaged-change", from, id, string.Empty, at);

    public static byte[] Status(string to, string id, string status, string attempt, DateTimeOffset at) => Encoding.UTF8.GetBytes(Fill(
        "status", ("phone", MetaAccount.PhoneNumberId), ("to", to), ("id", id), ("status", status), ("attempt", attempt), ("time", Seconds(at))));

    public static string Accepted(string to, string id) => Fill("accepted", ("to", to), ("id", id));

    public static string Busy() => Fill("busy");

    public static string Broken() => Fill("broken");

    /// <summary>What a gateway says that lost Meta's answer.</summary>
    public static string Gateway() => Fill("gateway.html");

    public static string Sign(ReadOnlySpan<byte> body) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Secret, body))}";

    private static string FillMessage(string template, string from, string id, string text, DateTimeOffset at) =>
        Fill(template, ("phone", MetaAccount.PhoneNumberId), ("from", from), ("id", id), ("text", text), ("time", Seconds(at)));

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Fill(string template, params ReadOnlySpan<(string Name, string Value)> values)
    {
        string filled = Templates.GetOrAdd(template, static name => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", Path.HasExtension(name) ? name : name + ".json")));
        foreach ((string name, string value) in values)
        {
            filled = filled.Replace($"${name}", value, StringComparison.Ordinal);
        }

        return filled;
    }
}
