namespace Concierge.Storage.Sqlite;

/// <summary>An address on an account, as the cache looks it up without making a text of it.</summary>
internal readonly record struct AliasName(AccountKey Account, ContactAddressKind Kind, string Value)
{
    public AliasName(AccountKey account, ContactAddress address)
        : this(account, address.Kind, address.Value)
    {
    }

    /// <summary>How it is written in the database.</summary>
    public string Key => $"{Account.Channel}/{Account.Name}\n{(int)Kind}\n{Value}";
}
