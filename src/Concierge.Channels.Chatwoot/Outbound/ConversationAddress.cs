using System.Globalization;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Chatwoot's conversations as addresses: <c>cw:{account}:conversation:{display id}</c>.</summary>
internal static class ConversationAddress
{
    /// <summary>The address of a conversation.</summary>
    public static ContactAddress Of(string accountId, string displayId) => new(ContactAddressKind.Other, $"{Prefix(accountId)}{displayId}");

    /// <summary>
    /// The display ids of a contact's conversations, the one where the person wrote last first: that is where answers go.
    /// </summary>
    public static IEnumerable<long> All(ContactIdentity contact, string accountId)
    {
        string prefix = Prefix(accountId);
        foreach (ContactAddress address in contact.Addresses)
        {
            if (address.Kind == ContactAddressKind.Other
                && address.Value.StartsWith(prefix, StringComparison.Ordinal)
                && long.TryParse(address.Value.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            {
                yield return id;
            }
        }
    }

    /// <summary>The first of <see cref="All"/>, or null.</summary>
    public static long? Current(ContactIdentity contact, string accountId)
    {
        foreach (long id in All(contact, accountId))
        {
            return id;
        }

        return null;
    }

    private static string Prefix(string accountId) => $"cw:{accountId}:conversation:";
}
