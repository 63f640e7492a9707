using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Tests.Rig;

internal sealed class MetaProvider : Provider
{
    private int _sent;

    public MetaProvider()
        : base("meta") => Stub.Reply = request => new StubReply(200, request.Text.Contains("\"status\":\"read\"", StringComparison.Ordinal)
            ? "{\"success\":true}"
            : $$"""{"messaging_product":"whatsapp","messages":[{"id":"wamid.out{{Interlocked.Increment(ref _sent)}}"}]}""");

    public override string SecretSetting => "AppSecret";

    public override IReadOnlyDictionary<string, string?> Settings(int account) => new Dictionary<string, string?>
    {
        ["AppSecret"] = Secret(account),
        ["VerifyToken"] = "verify-me-please",
        ["AccessToken"] = "an-access-token-for-tests",
        ["PhoneNumberId"] = AccountId(account),
        ["ApiBaseUrl"] = Stub.Address.AbsoluteUri,
    };

    public override string AccountId(int account) => $"10654035224292{account}";

    public override (string Header, string Value)[] Sign(byte[] body, string address, string secret) =>
        [("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)))];

    public override string? Describe(StubRequest request)
    {
        if (request.Method != "POST" || Member(Json(request), "type") is not { } type)
        {
            return null;
        }

        JsonElement json = Json(request);
        string quote = Member(json, "context") is null ? string.Empty : " with quote";
        string kind = type switch
        {
            "text" => Words(TextOf(request)),
            "image" => "picture",
            "audio" => "sound",
            "interactive" => Member(json.GetProperty("interactive"), "type") switch
            {
                "button" => "buttons",
                "list" => "list",
                "cta_url" => "link button",
                "flow" => "form",
                "location_request_message" => "question for a place",
                _ => "question for a number",
            },
            "location" => "place",
            "contacts" => "card",
            _ => type,
        };
        return kind + (json.TryGetProperty(type, out JsonElement content) && Member(content, "caption") is not null ? " with caption" : string.Empty) + quote;
    }

    public override string TextOf(StubRequest request) => Json(request).TryGetProperty("text", out JsonElement text) ? Member(text, "body")! : string.Empty;
}
