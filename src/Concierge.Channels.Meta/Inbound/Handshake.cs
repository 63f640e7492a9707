using System.Security.Cryptography;
using System.Text;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>
/// Answers Meta's check of the webhook address: <c>GET ?hub.mode=subscribe&amp;hub.verify_token=…&amp;hub.challenge=…</c>.
/// </summary>
internal static class Handshake
{
    private const int MaxChallenge = 1024;

    public static WebhookAnswer Answer(in WebhookRequest request, string verifyToken)
    {
        if (request.Method != "GET")
        {
            return WebhookAnswer.MethodNotAllowed;
        }

        string? mode = Single(request.Path, "hub.mode");
        string? challenge = Single(request.Path, "hub.challenge");
        bool isToken = SameSecret(Single(request.Path, "hub.verify_token") ?? string.Empty, verifyToken);
        return isToken && mode == "subscribe" && challenge is { Length: > 0 and <= MaxChallenge }
            ? new WebhookAnswer(200, "text/plain; charset=utf-8", challenge)
            : WebhookAnswer.Forbidden;
    }

    // Hashes have one length, so the comparison tells nothing about the token's.
    private static bool SameSecret(string given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)),
        SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    /// <summary>The decoded value of a query parameter; null when it is absent or given twice.</summary>
    private static string? Single(string path, string name)
    {
        int question = path.IndexOf('?');
        string? found = null;
        foreach (string pair in question < 0 ? [] : path[(question + 1)..].Split('&'))
        {
            int equals = pair.IndexOf('=');
            if (equals < 0 || Decode(pair[..equals]) != name)
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = Decode(pair[(equals + 1)..]);
        }

        return found;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
