using Concierge.Storage.PostgreSql.Database;

namespace Concierge.Storage.PostgreSql;

internal sealed class PostgreSqlContactDirectory(PostgreSqlEngine engine, ITenantMap tenants) : IContactDirectory
{
    private readonly AliasCache _cache = engine.Aliases;
    private readonly string _schema = engine.Options.Schema;

    public async ValueTask<ConversationId> ResolveAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentNullException.ThrowIfNull(newId);
        string?[] owners = await LookUpAsync(account, addresses, cancellationToken);
        if (owners.Length > 0 && owners.All(owner => owner is not null))
        {
            return new ConversationId(owners[0]!);
        }

        ConversationId? linked = await LinkAsync(account, addresses, owners.Any(owner => owner is not null) ? null : newId().Value, cancellationToken);
        if (linked is null)
        {
            // What was remembered belonged to a person who was erased, perhaps by another node.
            _cache.Clear();
            linked = await LinkAsync(account, addresses, newId().Value, cancellationToken);
        }

        return linked!.Value;
    }

    public async ValueTask<ConversationId?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        string?[] owners = await LookUpAsync(account, addresses, cancellationToken);
        return owners.FirstOrDefault(owner => owner is not null) is { } first ? new ConversationId(first) : null;
    }

    /// <summary>Which conversation each address belongs to; one journey for all that are not remembered.</summary>
    private async ValueTask<string?[]> LookUpAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string?[] owners = [.. addresses.Select(address => _cache.Find(account, address))];
        if (owners.All(owner => owner is not null))
        {
            return owners;
        }

        SqlCommand command = Addresses(new SqlCommand($"""
            SELECT a.conversation FROM unnest($2, $3) WITH ORDINALITY AS u(kind, value, n)
            LEFT JOIN {_schema}.alias a ON a.account = $1 AND a.kind = u.kind AND a.value = u.value ORDER BY u.n
            """), account, addresses);
        List<string?> found = await engine.Database.RunForWebhookAsync<List<string?>>(
            connection => command.ListAsync(connection, row => row.IsDBNull(0) ? null : row.GetString(0)), cancellationToken);
        Remember(account, addresses, found);
        return [.. found];
    }

    private async ValueTask<ConversationId?> LinkAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, string? newId, CancellationToken cancellationToken)
    {
        SqlCommand command = Addresses(new SqlCommand($"SELECT * FROM {_schema}.resolve_contact($4, $1, $2, $3, $5)"), account, addresses)
            .Text(tenants.TenantOf(account)).Text(newId);
        List<(string Conversation, string[] Owners)> linked = await engine.Database.RunForWebhookAsync(
            connection => command.ListAsync(connection, row => (row.GetString(0), row.GetFieldValue<string[]>(1))), cancellationToken);
        if (linked.Count == 0)
        {
            return null;
        }

        Remember(account, addresses, linked[0].Owners);
        return new ConversationId(linked[0].Conversation);
    }

    private void Remember(AccountKey account, IReadOnlyList<ContactAddress> addresses, IReadOnlyList<string?> owners)
    {
        for (int i = 0; i < owners.Count; i++)
        {
            if (owners[i] is { } owner)
            {
                _cache.Add(account, addresses[i], owner);
            }
        }
    }

    private static SqlCommand Addresses(SqlCommand command, AccountKey account, IReadOnlyList<ContactAddress> addresses) => command
        .Text(account.ToString())
        .Shorts([.. addresses.Select(address => (short)address.Kind)])
        .Texts([.. addresses.Select(address => StoredText.Encode(address.Value))]);
}
