using System.Security.Cryptography;
using System.Text;

namespace Concierge.Emulator.Waha;

/// <summary>Chats and messages in WAHA's spelling.</summary>
internal static class WahaChat
{
    private const string Suffix = "@c.us";

    public static string Of(string number) => number + Suffix;

    /// <summary>The digits of <c>1555…@c.us</c>, or null for anything else.</summary>
    public static string? Digits(string? chat) =>
        chat is not null && chat.EndsWith(Suffix, StringComparison.Ordinal) && chat[..^Suffix.Length] is { Length: >= 5 and <= 15 } digits && digits.All(char.IsAsciiDigit) ? digits : null;

    /// <summary>A message's whole id: <c>{fromMe}_{chat}_{bare}</c>.</summary>
    public static string MessageId(string person, bool fromPerson, string bare) => $"{(fromPerson ? "false" : "true")}_{Of(person)}_{bare}";

    /// <summary>The last part of a whole id; a bare one as it is.</summary>
    public static string Bare(string id) => id.Split('_', 4) is { Length: >= 3 } parts ? parts[2] : id;

    /// <summary>A bare id of the kind that the app makes.</summary>
    public static string NewBare(IIdSource ids) => "3EB0" + Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(ids.NewId())))[..18];
}
