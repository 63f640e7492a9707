using System.Numerics;

namespace Concierge.Channels.Meta.Tests;

/// <summary>
/// Names that all fall together in .NET's hash of strings without a random seed, which dictionaries use until they see many
/// collisions; and names that look alike and do not.
/// </summary>
internal static class CollidingNames
{
    private const uint Start = (5381 << 16) + 5381;
    private const uint Target = 0x4e00_4e00;

    public static IEnumerable<string> Ordinary(int count) => Names(count, static (first, second) => second ^ (first & 0x0fff_0fff));

    public static IEnumerable<string> Colliding(int count) => Names(count, static (_, second) => second);

    // The hash takes two characters at a time: after the first four, the next two can be chosen so that half of it ends as the
    // target; the other half sees the same characters in every name.
    private static IEnumerable<string> Names(int count, Func<uint, uint, uint> change)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (uint i = 0; seen.Count < count; i++)
        {
            uint first = ((0x4e00 + (i / 5000)) << 16) | (0x4e00 + (i % 5000));
            uint hash = Step(Start, first);
            uint second = change(first, Target ^ (BitOperations.RotateLeft(hash, 5) + hash));
            string name = $"{Text(first)}ab{Text(second)}ab";
            if (name.All(static character => character is >= '\u0100' or 'a' or 'b' && !char.IsSurrogate(character)) && seen.Add(name))
            {
                yield return name;
            }
        }
    }

    private static uint Step(uint hash, uint characters) => (BitOperations.RotateLeft(hash, 5) + hash) ^ characters;

    private static string Text(uint characters) => $"{(char)(characters & 0xffff)}{(char)(characters >> 16)}";
}
