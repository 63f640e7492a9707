using System.Globalization;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Chatwoot's conversations as addresses: <c>cw:{account}:conversation:{display id}</c>.</summary>
internal static class ConversationAddress
{
    /// <summary>The address of a conversation.</summary>
    public static ContactAddress Of(string accountId, string displayId) => new(ContactAddressKind.Other, $"{Prefix(accountId)}{displayId}");

    /// <summary>
    /// The display id of a contact's newest conversation, or null. Chatwoot numbers conversations upwards and identities only
    /// grow, so the highest number is where the person writes now.
    /// </summary>
    public static long? Newest(ContactIdentity contact, string accountId)
    {
        string prefix = Prefix(accountId);
        long? newest = null;
        foreach (ContactAddress address in contact.Addresses)
        {
            if (address.Kind == ContactAddressKind.Other
                && address.Value.StartsWith(prefix, StringComparison.Ordinal)
                && long.TryParse(address.Value.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long id)
                && (newest is null || id > newest))
            {
                newest = id;
            }
        }

        return newest;
    }

    private static string Prefix(string accountId) => $"cw:{accountId}:conversation:";
}
