using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Channels.Meta;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Meta.Tests;

public sealed class MetaFixture : ChannelContractFixture
{
    private readonly List<TestHost> _hosts = [];

    public override string SignatureHeader => "X-Hub-Signature-256";

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

    public override IReadOnlyDictionary<string, string> Sign(ReadOnlyMemory<byte> body) =>
        new Dictionary<string, string> { [SignatureHeader] = SignatureOf(body.Span, TestHost.AppSecret) };

    public override ReadOnlyMemory<byte> TextWebhook(string messageId, string text) => Utf8(
        Files.Recording("text.json").Replace("wamid.TEXT", messageId, StringComparison.Ordinal).Replace("\"Bonjour\"", JsonSerializer.Serialize(text), StringComparison.Ordinal));

    public override StubReply Accepted(string messageId) =>
        new(200, $$"""{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"{{messageId}}"}]}""");

    public static string SignatureOf(ReadOnlySpan<byte> body, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    protected override void Dispose(bool disposing) => _hosts.ForEach(static host => host.Dispose());

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
