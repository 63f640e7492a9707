using System.Text.Json.Serialization;

namespace Concierge;

/// <summary>
/// Names one conversation. It holds nothing personal: it may appear in logs, URLs and correlation data.
/// </summary>
/// <param name="Value">The id; not empty.</param>
[JsonConverter(typeof(ConversationIdJsonConverter))]
public readonly record struct ConversationId(string Value)
{
    /// <summary>
    /// The account's own "conversation": notices and events that belong to nobody are kept in it, in order and durably
    /// like any other.
    /// </summary>
    public static ConversationId ForAccount(AccountKey account) => new($"@{account.Channel}.{account.Name}");

    /// <summary>Whether this is an account's own conversation.</summary>
    public bool IsAccount => Value.StartsWith('@');

    /// <inheritdoc/>
    public override string ToString() => Value;
}
