using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Chatwoot.Tests;

public sealed class ChatwootFixture : ChannelContractFixture
{
    private readonly List<TestHost> _hosts = [];

    public override string SignatureHeader => "X-Chatwoot-Signature";

    public override ContactIdentity Recipient => new() { Addresses = [new ContactAddress(ContactAddressKind.Other, "cw:8:conversation:26")] };

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

    public override IReadOnlyDictionary<string, string> Sign(ReadOnlyMemory<byte> body)
    {
        string time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string> { [SignatureHeader] = SignatureOf(time, body.Span, TestHost.Secret), ["X-Chatwoot-Timestamp"] = time };
    }

    public override ReadOnlyMemory<byte> TextWebhook(string messageId, string text) => Encoding.UTF8.GetBytes(
        Files.Recording("text.json").Replace("3064", JsonSerializer.Serialize(messageId), StringComparison.Ordinal).Replace("\"Bonjour\"", JsonSerializer.Serialize(text), StringComparison.Ordinal));

    public override StubReply Accepted(string messageId) =>
        new(200, $$"""{"id":"{{messageId}}","content":"x","conversation_id":26,"message_type":1,"status":"sent"}""");

    public static string SignatureOf(string time, ReadOnlySpan<byte> body, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(time + "."), .. body]));

    protected override void Dispose(bool disposing) => _hosts.ForEach(static host => host.Dispose());
}
