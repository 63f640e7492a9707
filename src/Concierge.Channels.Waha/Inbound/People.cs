using System.Text.Json;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>Folds WAHA's spellings of a person into addresses: phone first, then the hidden id.</summary>
internal static class People
{
    private static readonly string[][] Alternatives =
    [
        ["key", "participantAlt"], ["key", "remoteJidAlt"], ["key", "senderPn"], ["key", "participantPn"], ["Info", "SenderAlt"], ["Info", "RecipientAlt"],
    ];

    public static ContactAddress? Address(string? id)
    {
        int at = id?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        if (id is null || at <= 0)
        {
            return null;
        }

        // A device number may follow the user's: 7111:12@s.whatsapp.net.
        string user = id[..at].Split(':')[0];
        return id[(at + 1)..] switch
        {
            "c.us" or "s.whatsapp.net" when user.Length > 0 && user.All(char.IsAsciiDigit) => new(ContactAddressKind.Phone, user),
            "lid" when user.Length > 0 => new(ContactAddressKind.Lid, user),
            "g.us" => new(ContactAddressKind.Group, id),
            _ => new(ContactAddressKind.Other, id),
        };
    }

    public static ContactAddress? Group(string? id) => Address(id) is { Kind: ContactAddressKind.Group } group ? group : null;

    /// <summary>A person with the other address that the engine knows and the name that it shows.</summary>
    public static ContactIdentity Identify(string? id, JsonElement data, bool named)
    {
        var addresses = new List<ContactAddress>();
        Add(addresses, Address(id));
        if (named)
        {
            foreach (string[] path in Alternatives)
            {
                Add(addresses, Address(data.Text(path)));
            }
        }

        return new ContactIdentity
        {
            Addresses = [.. addresses.OrderBy(static address => address.Kind)],
            DisplayName = named ? data.Text("notifyName") ?? data.Text("pushName") ?? data.Text("Info", "PushName") : null,
        };
    }

    private static void Add(List<ContactAddress> addresses, ContactAddress? address)
    {
        if (address is not null && addresses.TrueForAll(other => other.Kind != address.Kind) && (addresses.Count == 0 || address.Kind != ContactAddressKind.Group))
        {
            addresses.Add(address);
        }
    }
}
