namespace Concierge.Channels.Meta.Inbound;

/// <summary>Makes identities from the ids and profiles of a payload.</summary>
internal static class People
{
    /// <summary>
    /// A person's identity: the number first, because it can be sent to in every case, then the user id, then the parent id.
    /// </summary>
    /// <param name="phone"><c>from</c>, <c>to</c> or <c>recipient_id</c>; may hold a user id.</param>
    /// <param name="userId">Business-scoped user id, or null.</param>
    /// <param name="parentUserId">Its parent for linked portfolios, or null.</param>
    /// <param name="profiles">The payload's contacts.</param>
    public static ContactIdentity Identify(string? phone, string? userId, string? parentUserId, Profiles profiles)
    {
        bool isNamed = !string.IsNullOrEmpty(phone) || !string.IsNullOrEmpty(userId);
        ProfileEntry? match = profiles.Find(phone, userId);
        ProfileEntry profile = match ?? profiles.Single ?? default;

        // Ids of an entry that was not found by an id are another spelling at best: taken only where the message names nobody.
        if (match is not null || !isNamed)
        {
            phone ??= profile.WaId;
            userId ??= profile.UserId;
            parentUserId ??= profile.ParentUserId;
        }

        ContactAddress? first = Address(phone);
        if (first is not null && string.IsNullOrEmpty(userId) && string.IsNullOrEmpty(parentUserId))
        {
            return new ContactIdentity { Addresses = [first], DisplayName = profile.Name, Username = profile.Username };
        }

        var addresses = new List<ContactAddress>(2);
        Add(addresses, first);
        Add(addresses, string.IsNullOrEmpty(userId) ? null : new ContactAddress(ContactAddressKind.UserId, userId));
        Add(addresses, string.IsNullOrEmpty(parentUserId) ? null : new ContactAddress(ContactAddressKind.Other, parentUserId));
        return new ContactIdentity { Addresses = addresses, DisplayName = profile.Name, Username = profile.Username };
    }

    /// <summary>An address from an id that is a number or a user id; null without one.</summary>
    public static ContactAddress? Address(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        string digits = id[0] == '+' ? id[1..] : id;
        return digits.Length > 0 && !digits.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? new ContactAddress(ContactAddressKind.Phone, digits)
            : new ContactAddress(ContactAddressKind.UserId, id);
    }

    /// <summary>A group's address, or null.</summary>
    public static ContactAddress? Group(string? id) => string.IsNullOrEmpty(id) ? null : new ContactAddress(ContactAddressKind.Group, id);

    /// <summary>Which of two parties of a call or an echo is the person: the expected one, unless that is our own number.</summary>
    public static string? OtherSide(string? expected, string? other, string? ownNumber) =>
        expected is null || (other is not null && ownNumber is not null && SameDigits(expected, ownNumber)) ? other : expected;

    private static void Add(List<ContactAddress> addresses, ContactAddress? address)
    {
        if (address is not null && !addresses.Contains(address))
        {
            addresses.Add(address);
        }
    }

    // Display numbers are written with spaces, dashes and a plus.
    private static bool SameDigits(string left, string right)
    {
        int j = 0;
        foreach (char c in right)
        {
            if (!char.IsAsciiDigit(c))
            {
                continue;
            }

            while (j < left.Length && !char.IsAsciiDigit(left[j]))
            {
                j++;
            }

            if (j == left.Length || left[j++] != c)
            {
                return false;
            }
        }

        return j > 0 && j == left.Length;
    }
}
