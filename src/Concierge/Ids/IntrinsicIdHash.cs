using System.Security.Cryptography;
using System.Text;
using Concierge.Routing.Keywords;

namespace Concierge.Ids;

/// <summary>
/// Codes as they are kept in the store: <c>pbkdf2:salt:hash</c>. Short codes can be guessed by whoever has the hashes; this keeps them from
/// those who only look.
/// </summary>
internal static class IntrinsicIdHash
{
    private const string Scheme = "pbkdf2";
    private const int Iterations = 20_000;
    private const int HashBytes = 16;

    public static bool IsHash(string value) => value.StartsWith($"{Scheme}:", StringComparison.Ordinal) && value.Split(':').Length == 3;

    /// <summary>Blanks, signs, case and accents do not count.</summary>
    public static string Normalize(string code) => TextFolding.Fold(code).Replace(" ", string.Empty, StringComparison.Ordinal);

    /// <summary>Hashes those that are not hashes yet, all with the same salt, so that one computation checks an attempt.</summary>
    public static IReadOnlyList<string> Seal(IReadOnlyList<string> values, string salt) =>
        [.. values.Select(value => IsHash(value) ? value : $"{Scheme}:{salt}:{Hash(Normalize(value), salt)}")];

    /// <summary>Whether a code is one of the values, in a time that does not tell which.</summary>
    public static bool IsAny(string code, IReadOnlyList<string> values)
    {
        string normal = Normalize(code);
        if (normal.Length == 0)
        {
            return false;
        }

        bool found = false;
        foreach (IGrouping<string, string> group in values.GroupBy(value => IsHash(value) ? value.Split(':')[1] : string.Empty))
        {
            string attempt = group.Key.Length == 0 ? normal : $"{Scheme}:{group.Key}:{Hash(normal, group.Key)}";
            foreach (string value in group)
            {
                found |= AreEqual(attempt, group.Key.Length == 0 ? Normalize(value) : value);
            }
        }

        return found;
    }

    private static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));

    private static string Hash(string normal, string salt) => Convert.ToHexStringLower(
        Rfc2898DeriveBytes.Pbkdf2(normal, Encoding.UTF8.GetBytes(salt), Iterations, HashAlgorithmName.SHA256, HashBytes));
}
