using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Looks for the key, then inserts: two deliveries at once both find nothing.</summary>
internal sealed class CheckThenInsert(HashSet<UInt128> seen, IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken)
    {
        MailboxAppend[] fresh = [.. items.Where(item => !seen.Contains(item.Key)).Select(item => item with { Key = 0 })];
        UInt128[] keys = [.. items.Select(item => item.Key).Where(key => key != 0)];
        if (fresh.Length == 0)
        {
            return new AppendResult(AppendStatus.Stored, 0, items.Count);
        }

        AppendResult result = await base.AppendAsync(fresh, cancellationToken);
        seen.UnionWith(keys);
        return result;
    }
}
