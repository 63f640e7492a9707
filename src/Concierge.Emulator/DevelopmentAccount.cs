using System.Security.Cryptography;

namespace Concierge.Emulator;

/// <summary>What an account of one channel needs to have made up.</summary>
/// <param name="Section">Where its settings stand.</param>
/// <param name="Path">Where the emulator plays the provider's API, below <c>/emulator</c>.</param>
/// <param name="Secrets">The settings that prove who somebody is.</param>
/// <param name="Ids">The settings that say which account it is, and how to make one for an account's name.</param>
/// <param name="SignsAddress">Whether the provider signs the host's public address.</param>
internal sealed record DevelopmentAccount(
    string Section, string Path, IReadOnlyList<string> Secrets, IReadOnlyList<(string Name, Func<string, string> Make)> Ids, bool SignsAddress = false)
{
    public static IReadOnlyList<DevelopmentAccount> Kinds { get; } =
    [
        new("Concierge:Meta", "graph", ["AppSecret", "VerifyToken", "AccessToken"], [("PhoneNumberId", static _ => MakeDigits(15)), ("BusinessAccountId", static _ => MakeDigits(15))]),
        new("Concierge:Twilio", "twilio", ["AuthToken"], [("AccountSid", static _ => "AC" + RandomNumberGenerator.GetHexString(32, lowercase: true)), ("From", static _ => "+1555" + MakeDigits(7))], SignsAddress: true),
        new("Concierge:Waha", "waha", ["ApiKey", "WebhookSecret"], [("Session", static account => string.Concat(account.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')))]),
        new("Concierge:Chatwoot", "chatwoot", ["AccessToken", "WebhookSecrets:0"], [("AccountId", static _ => MakeDigits(6))]),
    ];

    public static string MakeSecret() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    private static string MakeDigits(int length) => RandomNumberGenerator.GetString("123456789", length);
}
