using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Links addresses to the conversation of the first that is known, or to a new one.</summary>
internal sealed class LinkAliasesOperation(IReadOnlyList<string> addresses, Func<ConversationId> newId) : WriteOperation<LinkedAliases>
{
    private string? _new;

    public override void Execute(WriteSession session)
    {
        string?[] owners = [.. addresses.Select(address => Find(session, address))];
        string conversation = owners.FirstOrDefault(owner => owner is not null) ?? (_new ??= newId().Value);
        for (int i = 0; i < owners.Length; i++)
        {
            if (owners[i] is null && Find(session, addresses[i]) is null)
            {
                session.Statements.InsertAlias.Bind(1, addresses[i]).Bind(2, conversation).Run();
            }
        }

        Result = new LinkedAliases(conversation, [.. owners.Select(owner => owner ?? conversation)]);
    }

    private static string? Find(WriteSession session, string address)
    {
        Statement find = session.Statements.FindAlias.Bind(1, address);
        string? owner = find.Step() ? find.Text(0) : null;
        find.Reset();
        return owner;
    }
}
