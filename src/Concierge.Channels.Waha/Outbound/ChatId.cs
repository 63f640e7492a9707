namespace Concierge.Channels.Waha.Outbound;

/// <summary>A chat as WAHA names it.</summary>
internal static class ChatId
{
    /// <summary>The first address that WAHA can send to, or null.</summary>
    public static string? Of(ContactIdentity identity)
    {
        foreach (ContactAddress address in identity.Addresses)
        {
            switch (address.Kind)
            {
                case ContactAddressKind.Phone:
                    return address.Value.TrimStart('+') + "@c.us";
                case ContactAddressKind.Lid:
                    return address.Value.Contains('@', StringComparison.Ordinal) ? address.Value : address.Value + "@lid";
                case ContactAddressKind.Group:
                    return address.Value.Contains('@', StringComparison.Ordinal) ? address.Value : address.Value + "@g.us";
                case ContactAddressKind.Other when address.Value.Contains('@', StringComparison.Ordinal):
                    return address.Value;
            }
        }

        return null;
    }
}
