using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Waha.Tests;

public sealed class WahaFixture : ChannelContractFixture
{
    private readonly List<TestHost> _hosts = [];

    public override string SignatureHeader => "X-Webhook-Hmac";

    public override IEnumerable<ReadOnlyMemory<byte>> Recordings => Files.Recordings().Select(static file => new ReadOnlyMemory<byte>(File.ReadAllBytes(file)));

    public override IChannel CreateChannel(Uri provider, TimeSpan timeout)
    {
        var host = TestHost.Start(options =>
        {
            options.ApiBaseUrl = provider;
            options.Timeout = timeout;
        });
        _hosts.Add(host);
        return host.Channel;
    }

    public override IReadOnlyDictionary<string, string> Sign(ReadOnlyMemory<byte> body) => new Dictionary<string, string>
    {
        [SignatureHeader] = Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(TestHost.WebhookSecret), body.Span)),
    };

    public override ReadOnlyMemory<byte> TextWebhook(string messageId, string text) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Files.Recording("text"))
        .Replace("false_15551112222@c.us_3EB0TEXT", messageId, StringComparison.Ordinal).Replace("\"Bonjour\"", JsonSerializer.Serialize(text), StringComparison.Ordinal));

    public override StubReply Accepted(string messageId) => new(201, $$"""{ "id":"true_15551112222@c.us_{{messageId}}" }""");

    protected override void Dispose(bool disposing) => _hosts.ForEach(static host => host.Dispose());
}
