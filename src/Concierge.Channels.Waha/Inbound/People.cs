namespace Concierge.Channels.Waha.Inbound;

/// <summary>Folds WAHA's spellings of a person into addresses: phone first, then the hidden id.</summary>
internal static class People
{
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

    /// <summary>Who wrote to us, with the name that the engine shows.</summary>
    public static ContactIdentity Sender(string? id, bool inGroup, EngineData engine) => new()
    {
        Addresses = Addresses(id, inGroup ? null : engine.ChatAlternative, engine.SenderAlternative),
        DisplayName = string.IsNullOrEmpty(engine.Name) ? null : engine.Name,
    };

    /// <summary>Who is on the other side of a chat that we wrote in. The name in the engine's data is ours.</summary>
    public static ContactIdentity Chat(string? id, EngineData engine) => new() { Addresses = Addresses(id, engine.ChatAlternative, engine.RecipientAlternative) };

    // An address of the other kind only: a wrong one would join two people's conversations.
    private static List<ContactAddress> Addresses(string? id, params ReadOnlySpan<string?> alternatives)
    {
        var addresses = new List<ContactAddress>(2);
        if (Address(id) is not { } first)
        {
            return addresses;
        }

        addresses.Add(first);
        foreach (string? alternative in alternatives)
        {
            if (addresses.Count == 1 && (first.Kind, Address(alternative)) is
                (ContactAddressKind.Phone, { Kind: ContactAddressKind.Lid }) or (ContactAddressKind.Lid, { Kind: ContactAddressKind.Phone }))
            {
                addresses.Add(Address(alternative)!);
            }
        }

        addresses.Sort(static (left, right) => left.Kind.CompareTo(right.Kind));
        return addresses;
    }
}
