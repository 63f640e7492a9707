using System.Security.Cryptography;
using System.Text;
using Concierge.Channels;
using Microsoft.Extensions.Primitives;

namespace Concierge.Benchmarks;

/// <summary>A webhook's bytes and their signature.</summary>
internal sealed class SignedWebhook
{
    private const int IdTail = 12;
    private readonly byte[] _body;
    private readonly int _idEnd;
    private StringValues _signature;
    private long _serial;

    private SignedWebhook(string json)
    {
        _body = Encoding.ASCII.GetBytes(json);
        _idEnd = json.IndexOf('"', json.IndexOf("wamid.", StringComparison.Ordinal));
        Sign();
    }

    public WebhookRequest Request => new("POST", "/webhooks/meta", _ => _signature, _body);

    public static SignedWebhook Load(string name) => new(Read(name));

    /// <summary>One webhook with many messages, each with an id of its own.</summary>
    public static SignedWebhook LoadBatch(string name, int count)
    {
        string json = Read(name);
        int start = json.IndexOf("\"messages\":[", StringComparison.Ordinal) + "\"messages\":[".Length;
        int end = json.IndexOf("]}", start, StringComparison.Ordinal);
        string message = json[start..end];
        IEnumerable<string> messages = Enumerable.Range(0, count).Select(i => message.Replace("MDAA\"", $"MD{i:00}\"", StringComparison.Ordinal));
        return new SignedWebhook(json[..start] + string.Join(',', messages) + json[end..]);
    }

    /// <summary>The same message under an id that was not used before.</summary>
    public void Renew()
    {
        Encoding.ASCII.GetBytes((++_serial).ToString("000000000000", System.Globalization.CultureInfo.InvariantCulture), _body.AsSpan(_idEnd - IdTail));
        Sign();
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", name + ".json"));

    private void Sign() =>
        _signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(BenchmarkHost.Secret), _body));
}
