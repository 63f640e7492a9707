using System.Security.Cryptography;

namespace Concierge.Channels.Http;

/// <summary>
/// Checks HMAC signatures over raw bytes against one or several valid secrets (two during a rotation). Thread-safe,
/// allocates nothing per check, and takes the same time whichever secret matches or none does.
/// </summary>
public sealed class HmacVerifier
{
    private const int MaxMacBytes = 64;
    private readonly KeyedHash[] _hashes;
    private readonly int _macBytes;

    /// <summary>Makes a verifier.</summary>
    /// <param name="algorithm">SHA-1 (Twilio), SHA-256 or SHA-512.</param>
    /// <param name="secrets">The valid secrets as UTF-8 text; at least one, none empty.</param>
    /// <exception cref="ArgumentException">There is no secret, one is empty, or the algorithm is another one.</exception>
    public HmacVerifier(HashAlgorithmName algorithm, params IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        _macBytes = MacBytes(algorithm);
        _hashes = new KeyedHash[secrets.Count];
        for (int i = 0; i < _hashes.Length; i++)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(secrets[i], nameof(secrets));
            _hashes[i] = new KeyedHash(algorithm, System.Text.Encoding.UTF8.GetBytes(secrets[i]));
        }

        if (_hashes.Length == 0)
        {
            throw new ArgumentException("A verifier without a secret would have to accept or refuse everything. Give at least one.", nameof(secrets));
        }
    }

    /// <summary>Whether <paramref name="mac"/> is the signature of <paramref name="message"/> under one of the secrets.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac) => Verify(default, message, mac);

    /// <summary>The same for a message in two parts, for example a time stamp and a body.</summary>
    public bool Verify(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> mac)
    {
        if (mac.Length != _macBytes)
        {
            return false;
        }

        Span<byte> actual = stackalloc byte[MaxMacBytes];
        actual = actual[.._macBytes];
        bool matches = false;
        foreach (KeyedHash hash in _hashes)
        {
            hash.Compute(first, second, actual);
            matches |= CryptographicOperations.FixedTimeEquals(actual, mac);
        }

        return matches;
    }

    /// <summary>The same for a signature written as lower-case hexadecimal.</summary>
    public bool VerifyLowerHex(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<char> hex)
    {
        Span<byte> mac = stackalloc byte[MaxMacBytes];
        mac = mac[.._macBytes];
        return LowerHex.TryDecode(hex, mac) && Verify(first, second, mac);
    }

    private static int MacBytes(HashAlgorithmName algorithm) => algorithm.Name switch
    {
        "SHA1" => 20,
        "SHA256" => 32,
        "SHA512" => 64,
        _ => throw new ArgumentException("Use SHA-1, SHA-256 or SHA-512.", nameof(algorithm)),
    };
}
