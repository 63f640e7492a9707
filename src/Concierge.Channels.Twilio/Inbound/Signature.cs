using System.Security.Cryptography;
using System.Text;
using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Wire;
using Microsoft.Extensions.Primitives;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>
/// Twilio's signature: <c>X-Twilio-Signature</c>, Base64 of HMAC-SHA1 over the public address and the sorted form fields. With
/// <c>bodySHA256</c> in the query the address alone is signed and the body must have that hash. The address comes from the
/// settings, or from a host that is sure of it; never from headers.
/// </summary>
internal sealed class Signature(IReadOnlyList<string> tokens, string publicRoot)
{
    public const string Header = "X-Twilio-Signature";
    private const int MacBytes = 20;
    private const int Base64Chars = 28;
    private readonly HmacVerifier _verifier = new(HashAlgorithmName.SHA1, tokens);

    public bool IsValid(in WebhookRequest request)
    {
        StringValues values = request.Header(Header);
        Span<byte> mac = stackalloc byte[MacBytes];
        if (values.Count != 1 || values[0] is not { } value || !TryDecode(value, mac))
        {
            return false;
        }

        byte[]? hash = BodyHash(request.Path);
        if (hash is not null && !CryptographicOperations.FixedTimeEquals(SHA256.HashData(request.Body.Span), hash))
        {
            return false;
        }

        ReadOnlySpan<byte> fields = hash is null ? FormFields.Parse(request.Body.Span).Signed().Span : default;
        bool matches = false;
        foreach (string address in SignedAddresses.Of(publicRoot, request.Origin, request.Path))
        {
            matches |= _verifier.Verify(Encoding.UTF8.GetBytes(address), fields, mac);
        }

        return matches;
    }

    // One spelling only: Base64 has spare bits and decoders skip white space.
    private static bool TryDecode(string value, Span<byte> mac)
    {
        Span<char> again = stackalloc char[Base64Chars];
        return value.Length == Base64Chars
            && Convert.TryFromBase64String(value, mac, out int length)
            && length == MacBytes
            && Convert.TryToBase64Chars(mac, again, out _)
            && value.AsSpan().Equals(again, StringComparison.Ordinal);
    }

    // A hash that is not one can be no body's: an empty one matches nothing.
    private static byte[]? BodyHash(string path)
    {
        if (!path.Contains("bodySHA256=", StringComparison.Ordinal)
            || FormFields.Parse(Encoding.UTF8.GetBytes(path[(path.IndexOf('?', StringComparison.Ordinal) + 1)..])).Text("bodySHA256"u8) is not { } text)
        {
            return null;
        }

        byte[] hash = new byte[SHA256.HashSizeInBytes];
        return LowerHex.TryDecode(text, hash) ? hash : [];
    }
}
