using System.Security.Cryptography;
using Concierge.Channels.Http;
using Microsoft.Extensions.Primitives;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>
/// Meta's signature: <c>X-Hub-Signature-256: sha256=</c> and 64 lower-case digits, over the raw bytes. Only that one form is
/// accepted; the older SHA-1 header is ignored.
/// </summary>
internal sealed class Signature(IReadOnlyList<string> appSecrets)
{
    public const string Header = "X-Hub-Signature-256";
    private const string Prefix = "sha256=";
    private readonly HmacVerifier _verifier = new(HashAlgorithmName.SHA256, appSecrets);

    public bool IsValid(in WebhookRequest request)
    {
        StringValues values = request.Header(Header);
        return values.Count == 1
            && values[0] is { } value
            && value.StartsWith(Prefix, StringComparison.Ordinal)
            && _verifier.VerifyLowerHex(default, request.Body.Span, value.AsSpan(Prefix.Length));
    }
}
