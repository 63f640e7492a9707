using System.Security.Cryptography;
using Concierge.Channels.Http;
using Microsoft.Extensions.Primitives;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>WAHA's signature: 128 lower-case digits of HMAC-SHA512 over the raw bytes. Another algorithm is refused, not trusted.</summary>
internal sealed class Signature(IReadOnlyList<string> secrets)
{
    private readonly HmacVerifier _verifier = new(HashAlgorithmName.SHA512, secrets);

    public bool IsValid(in WebhookRequest request)
    {
        StringValues algorithm = request.Header("X-Webhook-Hmac-Algorithm");
        StringValues values = request.Header("X-Webhook-Hmac");
        return (algorithm.Count == 0 || (algorithm.Count == 1 && algorithm[0] == "sha512"))
            && values.Count == 1
            && values[0] is { } value
            && _verifier.VerifyLowerHex(default, request.Body.Span, value);
    }
}
