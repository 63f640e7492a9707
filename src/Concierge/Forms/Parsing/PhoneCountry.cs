using System.Collections.Frozen;

namespace Concierge.Forms.Parsing;

/// <summary>How numbers of a country are dialled.</summary>
/// <param name="Code">The calling code, without plus.</param>
/// <param name="Trunk">What stands before a national number and not in an international one; empty without.</param>
internal sealed record PhoneCountry(string Code, string Trunk)
{
    private static readonly FrozenDictionary<string, PhoneCountry> Countries = Read(
        "FR 33 0|BE 32 0|CH 41 0|LU 352|MC 377|DE 49 0|AT 43 0|NL 31 0|GB 44 0|IE 353 0|ES 34|PT 351|IT 39|SE 46 0|NO 47|DK 45|FI 358 0|PL 48|CZ 420|SK 421 0|HU 36 06|RO 40 0|BG 359 0|GR 30|TR 90 0|"
        + "US 1 1|CA 1 1|MX 52|AR 54 0|CO 57|CL 56|PE 51 0|EC 593 0|BO 591|PY 595 0|UY 598 0|VE 58 0|BR 55 0|CU 53 0|DO 1 1|GT 502|SV 503|HN 504|NI 505|CR 506|PA 507|HT 509|"
        + "MA 212 0|DZ 213 0|TN 216|SN 221|CI 225|CM 237|ML 223|BF 226|TG 228|BJ 229|NE 227|MG 261 0|CD 243 0|CG 242|GA 241|MU 230|RE 262 0|NG 234 0|GH 233 0|KE 254 0|ZA 27 0|EG 20 0|"
        + "IN 91 0|PK 92 0|BD 880 0|LK 94 0|ID 62 0|MY 60 0|SG 65|PH 63 0|TH 66 0|VN 84 0|JP 81 0|KR 82 0|CN 86 0|HK 852|TW 886 0|AU 61 0|NZ 64 0|IL 972 0|AE 971 0|SA 966 0|LB 961 0|RU 7 8|UA 380 0");

    /// <summary>Finds a country by its two letters, or makes one of a calling code such as <c>+33</c>.</summary>
    public static PhoneCountry? Find(string name) =>
        name.StartsWith('+') && name.Length is > 1 and <= 4 && name.Skip(1).All(char.IsAsciiDigit)
            ? Countries.Values.FirstOrDefault(country => country.Code == name[1..]) ?? new PhoneCountry(name[1..], string.Empty)
            : Countries.GetValueOrDefault(name.ToUpperInvariant());

    private static FrozenDictionary<string, PhoneCountry> Read(string table) => table
        .Split('|')
        .Select(static line => line.Split(' '))
        .ToFrozenDictionary(static parts => parts[0], static parts => new PhoneCountry(parts[1], parts.Length > 2 ? parts[2] : string.Empty), StringComparer.Ordinal);
}
