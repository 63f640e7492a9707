using Concierge.Channels.Chatwoot.Outbound;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>
/// Makes identities. A person in one inbox is one identity: the contact within the inbox ties its Chatwoot conversations
/// together, and the conversation says where to send to.
/// </summary>
/// <param name="AccountId">The account, or null where nobody knows it.</param>
/// <param name="PhoneIsUnique">
/// Whether a number stands for one conversation only. With several inboxes it would join the conversations of all of them.
/// </param>
internal readonly record struct People(string? AccountId, bool PhoneIsUnique)
{
    /// <summary>The conversation of a message, where the person expects the answer; null where nobody knows it.</summary>
    public ContactAddress? Place(in PayloadFields fields) =>
        AccountId is not null && fields.Conversation.Id is { Length: > 0 } conversation ? ConversationAddress.Of(AccountId, conversation) : null;

    /// <summary>The contact of a conversation; the sender stands in where the conversation names nobody.</summary>
    public ContactIdentity Contact(in PayloadFields fields, Person sender)
    {
        Person contact = fields.Conversation.Contact.Id is null ? sender : fields.Conversation.Contact;
        string? contactId = contact.Id ?? fields.Conversation.ContactId;
        var addresses = new List<ContactAddress>(3);
        if (Place(in fields) is { } place)
        {
            addresses.Add(place);
        }

        if (AccountId is not null && !string.IsNullOrEmpty(contactId))
        {
            addresses.Add(new ContactAddress(ContactAddressKind.Other, $"cw:{AccountId}:inbox:{fields.InboxId ?? "0"}:contact:{contactId}"));
        }

        if (PhoneIsUnique && Digits(contact.Phone) is { } phone)
        {
            addresses.Add(new ContactAddress(ContactAddressKind.Phone, phone));
        }

        return new ContactIdentity { Addresses = addresses, DisplayName = string.IsNullOrEmpty(contact.Name) ? null : contact.Name };
    }

    private static string? Digits(string? phone)
    {
        string digits = phone?.TrimStart('+') ?? string.Empty;
        return digits.Length > 0 && !digits.AsSpan().ContainsAnyExceptInRange('0', '9') ? digits : null;
    }
}
