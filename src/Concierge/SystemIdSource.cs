using System.Security.Cryptography;

namespace Concierge;

/// <summary>26 characters of Crockford's base 32: 10 of milliseconds, 16 of randomness.</summary>
internal sealed class SystemIdSource(TimeProvider clock) : IIdSource
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TimeCharacters = 10;
    private const int RandomCharacters = 16;

    public string NewId() => string.Create(TimeCharacters + RandomCharacters, clock.GetUtcNow().ToUnixTimeMilliseconds(), static (id, time) =>
    {
        for (int i = TimeCharacters - 1; i >= 0; i--)
        {
            id[i] = Alphabet[(int)(time & 31)];
            time >>= 5;
        }

        Span<byte> random = stackalloc byte[RandomCharacters];
        RandomNumberGenerator.Fill(random);
        for (int i = 0; i < RandomCharacters; i++)
        {
            id[TimeCharacters + i] = Alphabet[random[i] & 31];
        }
    });

    public double NextDouble() => RandomNumberGenerator.GetInt32(1 << 30) / (double)(1 << 30);
}
