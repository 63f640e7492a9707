using System.Security.Cryptography;
using System.Text;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Twilio.Tests;

public sealed class TwilioFixture : ChannelContractFixture
{
    private readonly List<TestHost> _hosts = [];

    public override string SignatureHeader => "X-Twilio-Signature";

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
        new Dictionary<string, string> { [SignatureHeader] = SignatureOf(Origin + Path, Encoding.UTF8.GetString(body.Span), TestHost.AuthToken) };

    // Twilio signs decoded values, so the letter case of an escape is not covered: only what must be is escaped here, and only with digits.
    public override ReadOnlyMemory<byte> TextWebhook(string messageId, string text) => Encoding.UTF8.GetBytes(
        $"MessageType=text&Body={Escape(text)}&MessageSid={messageId}&AccountSid={TestHost.AccountSid}&From=whatsapp:15551112222&To=whatsapp:15550001111&NumMedia=0");

    public override StubReply Accepted(string messageId) => new(201, $$"""{"sid":"{{messageId}}","status":"queued","error_code":null}""");

    /// <summary>Written anew from the rule, to check the channel against: no code is shared with it.</summary>
    public static string SignatureOf(string address, string form, string token)
    {
        IEnumerable<string> pairs = form.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Split('=', 2).Select(static part => Uri.UnescapeDataString(part.Replace('+', ' '))).ToArray())
            .OrderBy(static pair => pair[0], StringComparer.Ordinal).ThenBy(static pair => pair.Last(), StringComparer.Ordinal)
            .Select(static pair => string.Concat(pair)).Distinct();
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(address + string.Concat(pairs))));
    }

    protected override void Dispose(bool disposing) => _hosts.ForEach(static host => host.Dispose());

    private static string Escape(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal)
        .Replace("+", "%2B", StringComparison.Ordinal).Replace(' ', '+');
}
