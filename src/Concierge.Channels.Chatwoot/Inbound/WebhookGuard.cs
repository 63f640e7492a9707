using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concierge.Channels.Http;
using Microsoft.Extensions.Primitives;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>
/// Chatwoot's signature: <c>X-Chatwoot-Signature: sha256=</c> and 64 lower-case digits, over <c>timestamp.body</c>. Where it
/// is allowed, a token in the address stands in for a signature that is absent.
/// </summary>
internal sealed class WebhookGuard
{
    public const string Header = "X-Chatwoot-Signature";
    public const string TimeHeader = "X-Chatwoot-Timestamp";
    private const string Prefix = "sha256=";
    private const int MaxTime = 12;
    private readonly HmacVerifier? _verifier;
    private readonly byte[]? _tokenHash;
    private readonly TimeSpan _tolerance;

    public WebhookGuard(IReadOnlyList<string> secrets, string? token, TimeSpan tolerance)
    {
        _verifier = secrets.Count == 0 ? null : new HmacVerifier(HashAlgorithmName.SHA256, secrets);
        _tokenHash = token is null ? null : Hash(token);
        _tolerance = tolerance;
    }

    public bool IsValid(in WebhookRequest request, DateTimeOffset now)
    {
        StringValues signature = request.Header(Header);

        // A signature that is there must be right, also where unsigned requests are let in.
        return _verifier is not null && (signature.Count > 0 || _tokenHash is null)
            ? IsSigned(in request, signature, now)
            : _tokenHash is not null && HasToken(request.Path);
    }

    private bool IsSigned(in WebhookRequest request, StringValues signature, DateTimeOffset now)
    {
        StringValues time = request.Header(TimeHeader);
        if (signature.Count != 1 || time.Count != 1 || signature[0] is not { } value || time[0] is not { Length: > 0 and <= MaxTime } text
            || !value.StartsWith(Prefix, StringComparison.Ordinal)
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || seconds > 253_402_300_799
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > _tolerance)
        {
            return false;
        }

        Span<byte> first = stackalloc byte[MaxTime + 1];
        int length = Encoding.ASCII.GetBytes(text, first);
        first[length++] = (byte)'.';
        return _verifier!.VerifyLowerHex(first[..length], request.Body.Span, value.AsSpan(Prefix.Length));
    }

    private bool HasToken(string path)
    {
        int question = path.IndexOf('?');
        string? found = null;
        foreach (string pair in question < 0 ? [] : path[(question + 1)..].Split('&'))
        {
            if (!pair.StartsWith("token=", StringComparison.Ordinal))
            {
                continue;
            }

            if (found is not null)
            {
                return false;
            }

            found = Uri.UnescapeDataString(pair["token=".Length..]);
        }

        return CryptographicOperations.FixedTimeEquals(Hash(found ?? string.Empty), _tokenHash);
    }

    // Hashes have one length, so the comparison tells nothing about the token's.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
