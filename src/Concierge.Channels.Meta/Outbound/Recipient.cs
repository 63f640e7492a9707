using System.Text.Json;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Where a message goes, as Meta wants it said: a number in <c>to</c>, a user id in <c>recipient</c>, a group.</summary>
internal readonly record struct Recipient(string Value, bool IsUserId, bool IsGroup)
{
    /// <summary>The first address that Meta can send to, or null.</summary>
    public static Recipient? From(ContactIdentity identity)
    {
        foreach (ContactAddress address in identity.Addresses)
        {
            switch (address.Kind)
            {
                case ContactAddressKind.Phone:
                    return new Recipient(address.Value, false, false);
                case ContactAddressKind.Group:
                    return new Recipient(address.Value, false, true);
                case ContactAddressKind.UserId or ContactAddressKind.Other:
                    return new Recipient(address.Value, true, false);
            }
        }

        return null;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("recipient_type"u8, IsGroup ? "group"u8 : "individual"u8);
        json.WriteString(IsUserId ? "recipient"u8 : "to"u8, Value);
    }
}
