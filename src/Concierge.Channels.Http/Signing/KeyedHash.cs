using System.Security.Cryptography;

namespace Concierge.Channels.Http;

/// <summary>
/// One secret's HMAC. Setting up a keyed hash costs nearly as much as hashing a webhook, so idle ones are kept.
/// </summary>
internal sealed class KeyedHash(HashAlgorithmName algorithm, byte[] key)
{
    private readonly IncrementalHash?[] _idle = new IncrementalHash?[Math.Max(4, Environment.ProcessorCount * 2)];

    public void Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> mac)
    {
        IncrementalHash hash = Rent();
        hash.AppendData(first);
        hash.AppendData(second);
        hash.GetHashAndReset(mac);
        Return(hash);
    }

    private IncrementalHash Rent()
    {
        for (int i = 0; i < _idle.Length; i++)
        {
            if (_idle[i] is not null && Interlocked.Exchange(ref _idle[i], null) is { } hash)
            {
                return hash;
            }
        }

        return IncrementalHash.CreateHMAC(algorithm, key);
    }

    private void Return(IncrementalHash hash)
    {
        for (int i = 0; i < _idle.Length; i++)
        {
            if (_idle[i] is null && Interlocked.CompareExchange(ref _idle[i], hash, null) is null)
            {
                return;
            }
        }

        hash.Dispose();
    }
}
