namespace Concierge;

/// <summary>
/// Who a message is from or for: every address by which the provider knows that person. Providers hide
/// phone numbers and change ids, so an identity is a set of aliases; any one of them finds the conversation.
/// </summary>
public sealed record ContactIdentity
{
    /// <summary>The aliases, best one for sending first. Empty when the provider named nobody.</summary>
    public IReadOnlyList<ContactAddress> Addresses { get; init; } = [];

    /// <summary>The name the person chose, or null. Untrusted text.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The WhatsApp user name, or null. Untrusted text.</summary>
    public string? Username { get; init; }

    /// <summary>The value of the first address of a kind, or null.</summary>
    public string? Find(ContactAddressKind kind)
    {
        foreach (ContactAddress address in Addresses)
        {
            if (address.Kind == kind)
            {
                return address.Value;
            }
        }

        return null;
    }

    /// <summary>This identity with the aliases and names of a later one added; the later names win.</summary>
    public ContactIdentity Merge(ContactIdentity later)
    {
        ArgumentNullException.ThrowIfNull(later);
        List<ContactAddress>? added = null;
        foreach (ContactAddress address in later.Addresses)
        {
            if (!Addresses.Contains(address))
            {
                (added ??= [.. Addresses]).Add(address);
            }
        }

        if (added is null
            && (later.DisplayName is null || later.DisplayName == DisplayName)
            && (later.Username is null || later.Username == Username))
        {
            return this;
        }

        return this with
        {
            Addresses = added ?? Addresses,
            DisplayName = later.DisplayName ?? DisplayName,
            Username = later.Username ?? Username,
        };
    }

    /// <summary>How many addresses there are: an identity must not reach a log by accident.</summary>
    public override string ToString() => $"contact with {Addresses.Count} address(es)";
}
