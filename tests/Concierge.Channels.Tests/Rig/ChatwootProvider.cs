using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Tests.Rig;

internal sealed class ChatwootProvider : Provider
{
    private int _sent;

    public ChatwootProvider()
        : base("chatwoot") => Stub.Reply = request => new StubReply(200, request.Target.EndsWith("/toggle_status", StringComparison.Ordinal)
            ? "{\"meta\":{},\"payload\":{\"success\":true}}"
            : $$"""{"id":{{7000 + Interlocked.Increment(ref _sent)}},"status":"sent"}""");

    public override string SecretSetting => "WebhookSecrets:0";

    public override IReadOnlyDictionary<string, string?> Settings(int account) => new Dictionary<string, string?>
    {
        ["ApiBaseUrl"] = Stub.Address.AbsoluteUri,
        ["AccountId"] = AccountId(account),
        ["AccessToken"] = "an-access-token-for-tests",
        ["WebhookSecrets:0"] = Secret(account),
    };

    public override string AccountId(int account) => $"8{account}";

    public override (string Header, string Value)[] Sign(byte[] body, string address, string secret)
    {
        string time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return
        [
            ("X-Chatwoot-Timestamp", time),
            ("X-Chatwoot-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(time + "."), .. body]))),
        ];
    }

    /// <summary>A conversation's status changed; <paramref name="id"/> makes two of them differ.</summary>
    public byte[] Status(int account, string status, string id) => Fill("chatwoot-status.txt", account, id, status, null)[0];

    public override string? Describe(StubRequest request)
    {
        if (request.Method != "POST" || request.Target.EndsWith("/toggle_typing_status", StringComparison.Ordinal))
        {
            return null;
        }

        JsonElement json = Json(request);
        if (request.Target.EndsWith("/toggle_status", StringComparison.Ordinal))
        {
            return "status";
        }

        if (Member(json, "private") is "True")
        {
            return "private note";
        }

        if (Member(json, "template_params") is not null)
        {
            return "template";
        }

        JsonElement attributes = json.GetProperty("content_attributes");
        return attributes.TryGetProperty("items", out JsonElement items)
            ? items.GetArrayLength() <= 3 ? "buttons" : "list"
            : Words(TextOf(request)) + (Member(attributes, "in_reply_to") is null ? string.Empty : " with quote");
    }

    public override string TextOf(StubRequest request) => Member(Json(request), "content") ?? string.Empty;
}
