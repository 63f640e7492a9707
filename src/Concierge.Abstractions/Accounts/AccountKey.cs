namespace Concierge;

/// <summary>
/// Names one registered account of one channel, for example <c>meta/default</c>: a WhatsApp number
/// with its secrets. Everything received and sent belongs to exactly one account.
/// </summary>
/// <param name="Channel">The channel's route name in lower case: <c>meta</c>, <c>twilio</c>, …</param>
/// <param name="Name">The account's name in the host's configuration; <c>default</c> for the unnamed one.</param>
public readonly record struct AccountKey(string Channel, string Name)
{
    /// <summary>The name of the account that is registered without a name.</summary>
    public const string DefaultName = "default";

    /// <summary><c>channel/name</c>.</summary>
    public override string ToString() => $"{Channel}/{Name}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> has no <c>/</c>.</exception>
    public static AccountKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/');
        return slash > 0
            ? new AccountKey(text[..slash], text[(slash + 1)..])
            : throw new FormatException("An account key is written channel/name, for example meta/default.");
    }
}
