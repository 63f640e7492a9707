using System.Security.Cryptography;
using System.Text;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Tests.Rig;

internal sealed class WahaProvider : Provider
{
    private int _sent;

    public WahaProvider()
        : base("waha") => Stub.Reply = _ => new StubReply(201, $$"""{"id":"true_15551112222@c.us_OUT{{Interlocked.Increment(ref _sent)}}"}""");

    public override string SecretSetting => "WebhookSecret";

    public override IReadOnlyDictionary<string, string?> Settings(int account) => new Dictionary<string, string?>
    {
        ["ApiBaseUrl"] = Stub.Address.AbsoluteUri,
        ["ApiKey"] = "an-api-key-for-tests",
        ["WebhookSecret"] = Secret(account),
        ["Session"] = AccountId(account),
    };

    public override string AccountId(int account) => $"session{account}";

    public override (string Header, string Value)[] Sign(byte[] body, string address, string secret) =>
        [("X-Webhook-Hmac", Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), body)))];

    public override string? Describe(StubRequest request)
    {
        string? kind = request.Method == "GET" ? null : request.Target.TrimStart('/') switch
        {
            "api/sendText" => Words(TextOf(request)),
            "api/sendPoll" => "poll",
            "api/sendImage" => "picture",
            "api/sendVideo" => "video",
            "api/sendVoice" => "sound",
            "api/sendFile" => Json(request).GetProperty("file").GetProperty("url").GetString()!.EndsWith(".ogg", StringComparison.Ordinal) ? "sound" : "document",
            "api/sendLocation" => "place",
            "api/sendContactVcard" => "card",
            "api/reaction" => "reaction",
            _ => null,
        };
        return kind is null ? null : kind + (Member(Json(request), "caption") is null ? string.Empty : " with caption") + (Member(Json(request), "reply_to") is null ? string.Empty : " with quote");
    }

    public override string TextOf(StubRequest request) => Member(Json(request), "text") ?? string.Empty;
}
