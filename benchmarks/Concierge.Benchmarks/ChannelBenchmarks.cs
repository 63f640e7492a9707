using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Concierge.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Concierge.Benchmarks;

/// <summary>What the webhook of one text costs on each channel before the store sees it.</summary>
[MemoryDiagnoser]
public class ChannelBenchmarks
{
    private const string Origin = "https://bot.example.com";
    private const string Secret = "benchmark-secret-0123456789abcdef";
    private ServiceProvider _services = null!;
    private IChannel _channel = null!;
    private byte[] _body = null!;
    private Dictionary<string, StringValues> _headers = null!;

    /// <summary>Which channel.</summary>
    [Params("meta", "twilio", "waha", "chatwoot")]
    public string Channel { get; set; } = "meta";

    private WebhookRequest Request => new("POST", $"/webhooks/{Channel}", name => _headers.GetValueOrDefault(name), _body, Origin);

    [GlobalSetup]
    public void Setup()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Concierge:PublicBaseUrl"] = Origin,
            ["Concierge:Meta:AppSecret"] = Secret,
            ["Concierge:Meta:VerifyToken"] = "benchmark-verify-token",
            ["Concierge:Meta:AccessToken"] = "benchmark-access-token-0123456789",
            ["Concierge:Meta:PhoneNumberId"] = "106540352242922",
            ["Concierge:Twilio:AccountSid"] = "AC00000000000000000000000000000001",
            ["Concierge:Twilio:AuthToken"] = Secret,
            ["Concierge:Twilio:From"] = "+15550001111",
            ["Concierge:Waha:ApiBaseUrl"] = "http://127.0.0.1:3000",
            ["Concierge:Waha:ApiKey"] = "benchmark-api-key",
            ["Concierge:Waha:WebhookSecret"] = Secret,
            ["Concierge:Chatwoot:AccountId"] = "8",
            ["Concierge:Chatwoot:AccessToken"] = "benchmark-access-token",
            ["Concierge:Chatwoot:WebhookSecrets:0"] = Secret,
            ["Concierge:Chatwoot:TimestampTolerance"] = "01:00:00",
        }).Build());
        services.AddLogging();
        services.AddConcierge().AddMeta().AddTwilio().AddWaha().AddChatwoot();
        _services = services.BuildServiceProvider();
        _channel = _services.GetServices<IChannelSource>().SelectMany(static source => source.CreateChannels()).Single(channel => channel.Account.Channel == Channel);
        string file = Channel switch { "meta" => "text.json", "twilio" => "twilio.form", _ => Channel + ".json" };
        _body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Payloads", file));
        _headers = Sign().ToDictionary(static header => header.Name, static header => new StringValues(header.Value));
        if (_channel.Authenticate(Request) != WebhookVerdict.Authentic || VerifyRead() != 1)
        {
            throw new InvalidOperationException($"The webhook of {Channel} is not read as one authentic event.");
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _services.Dispose();

    [Benchmark]
    public WebhookVerdict Verify() => _channel.Authenticate(Request);

    [Benchmark]
    public int VerifyRead()
    {
        _channel.Authenticate(Request);
        var sink = new ChannelEventSink();
        _channel.Read(Request, sink);
        return sink.Events.Count(static channelEvent => channelEvent is MessageReceived);
    }

    private IEnumerable<(string Name, string Value)> Sign()
    {
        byte[] key = Encoding.UTF8.GetBytes(Secret);
        switch (Channel)
        {
            case "meta":
                return [("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, _body)))];
            case "twilio":
                IEnumerable<string> fields = Encoding.UTF8.GetString(_body).Split('&').Select(static field => Uri.UnescapeDataString(field.Replace('+', ' ')).Split('=', 2))
                    .OrderBy(static field => field[0], StringComparer.Ordinal).Select(static field => string.Concat(field));
                return [("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(key, Encoding.UTF8.GetBytes($"{Origin}/webhooks/twilio{string.Concat(fields)}"))))];
            case "waha":
                return [("X-Webhook-Hmac", Convert.ToHexStringLower(HMACSHA512.HashData(key, _body)))];
            default:
                string time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                byte[] signed = [.. Encoding.UTF8.GetBytes(time + "."), .. _body];
                return [("X-Chatwoot-Timestamp", time), ("X-Chatwoot-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, signed)))];
        }
    }
}
