using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Channels;
using Concierge.Channels.Http;
using Concierge.Testing.Contracts.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Contracts.Tests;

public sealed class PaperMailFixture : ChannelContractFixture
{
    private readonly ServiceProvider _services = new ServiceCollection().AddProviderHttp().BuildServiceProvider();

    public override string SignatureHeader => PaperMailChannel.Header;

    public override IEnumerable<ReadOnlyMemory<byte>> Recordings => [TextWebhook("1", "Dear sir"), "{}"u8.ToArray()];

    public override IChannel CreateChannel(Uri provider, TimeSpan timeout) => new PaperMailChannel(provider, timeout, _services.GetRequiredService<ProviderClient>());

    public override IReadOnlyDictionary<string, string> Sign(ReadOnlyMemory<byte> body) => new Dictionary<string, string>
    {
        [SignatureHeader] = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(PaperMailChannel.Secret), body.Span)),
    };

    public override ReadOnlyMemory<byte> TextWebhook(string messageId, string text) => JsonSerializer.SerializeToUtf8Bytes(new { id = messageId, from = "15551112222", text });

    public override StubReply Accepted(string messageId) => new(200, $$"""{"letter":"{{messageId}}"}""");

    protected override void Dispose(bool disposing) => _services.Dispose();
}
