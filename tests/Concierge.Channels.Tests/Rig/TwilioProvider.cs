using System.Security.Cryptography;
using System.Text;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Tests.Rig;

internal sealed class TwilioProvider : Provider
{
    private int _sent;

    public TwilioProvider()
        : base("twilio") => Stub.Reply = request => new StubReply(201, request.Target == "/v1/Content"
            ? $$"""{"sid":"HX{{(request.Text.Contains("quick-reply", StringComparison.Ordinal) ? "buttons" : "list")}}"}"""
            : $$"""{"sid":"SMout{{Interlocked.Increment(ref _sent)}}","status":"queued"}""");

    public override string SecretSetting => "AuthToken";

    public override IReadOnlyDictionary<string, string?> Settings(int account) => new Dictionary<string, string?>
    {
        ["AccountSid"] = $"AC{AccountId(account)}",
        ["AuthToken"] = Secret(account),
        ["From"] = $"+{AccountId(account)}",
        ["ApiBaseUrl"] = Stub.Address.AbsoluteUri,
    };

    public override string AccountId(int account) => $"1555000111{account}";

    public override (string Header, string Value)[] Sign(byte[] body, string address, string secret)
    {
        IEnumerable<string> fields = Fields(body).OrderBy(static field => field.Name, StringComparer.Ordinal).Select(static field => field.Name + field.Value);
        return [("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(address + string.Concat(fields)))))];
    }

    public override string? Describe(StubRequest request)
    {
        if (!request.Target.EndsWith("/Messages.json", StringComparison.Ordinal))
        {
            return null;
        }

        Dictionary<string, string> form = Fields(request.Body.ToArray()).ToDictionary(static field => field.Name, static field => field.Value);
        if (form.TryGetValue("ContentSid", out string? content))
        {
            return content is "HXbuttons" or "HXlist" ? content[2..] : "template";
        }

        if (form.TryGetValue("MediaUrl", out string? url))
        {
            string kind = System.IO.Path.GetExtension(url) switch { ".jpg" => "picture", ".ogg" => "sound", ".webp" => "picture", ".mp4" => "video", _ => "document" };
            return form.ContainsKey("Body") ? kind + " with caption" : kind;
        }

        return form.ContainsKey("PersistentAction") ? "place" : Words(TextOf(request));
    }

    public override string TextOf(StubRequest request) => Fields(request.Body.ToArray()).FirstOrDefault(static field => field.Name == "Body").Value ?? string.Empty;

    protected override string Escape(string text) => Uri.EscapeDataString(text);

    private static IEnumerable<(string Name, string Value)> Fields(byte[] form) => Encoding.UTF8.GetString(form).Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split('=', 2).Select(static part => Uri.UnescapeDataString(part.Replace('+', ' '))).ToArray())
        .Select(static pair => (pair[0], pair.Length > 1 ? pair[1] : string.Empty));
}
