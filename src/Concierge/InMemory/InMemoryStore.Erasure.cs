using System.Text;
using Concierge.Storage;

namespace Concierge.InMemory;

/// <content>The end of what is stored about a person.</content>
internal sealed partial class InMemoryStore
{
    public ValueTask<CommitOutcome> EraseAsync(Erasure erasure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(erasure);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (Held(erasure.Lease) is not { } conversation)
            {
                return new(CommitOutcome.Fenced);
            }

            Remove(conversation, conversation.UpTo(erasure.Through));
            if (_erasures.TryAdd(conversation.Id, erasure.At))
            {
                Erase(conversation, erasure.At);
            }

            _records.Write([.. erasure.Records.Select(static record => new RecordWrite(record.Collection, record.Id, null))]);
            AddAll(_dedup.Fresh(erasure.Append));
            End(conversation, null);
            return new(CommitOutcome.Saved);
        }
    }

    public ValueTask<DateTimeOffset?> FindAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_erasures.Find(conversation));
        }
    }

    public ValueTask<ErasedContact?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, UInt128 key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_erasures.Find(account, addresses) is { } at ? new ErasedContact(at, _dedup.Knows(key)) : null);
        }
    }

    public ValueTask ForgetContactsAsync(DateTimeOffset erasedBefore, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _erasures.Forget(erasedBefore);
        }

        return default;
    }

    public ValueTask<IReadOnlyList<ErasedConversation>> ListErasedAsync(DateTimeOffset? erasedBefore, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_erasures.List(erasedBefore, limit));
        }
    }

    private void Erase(InMemoryConversation conversation, DateTimeOffset at)
    {
        conversation.Erase();
        _records.RemoveOf(conversation.Id);
        foreach ((AccountKey account, ContactAddress address) in _contacts.Remove(conversation.Id))
        {
            _erasures.Add(account, address, at);
        }

        byte[] name = Encoding.UTF8.GetBytes(conversation.Id.Value);
        foreach (InMemoryConversation other in _conversations.Values.Where(other => other.Id.IsAccount))
        {
            Remove(other, other.FindMentions(name));
        }

        foreach (DeadLetter letter in _deadLetters.Values.ToArray())
        {
            if (letter.Conversation == conversation.Id || (letter.Conversation.IsAccount && letter.Payload.Span.IndexOf(name) >= 0))
            {
                _deadLetters.Remove(letter.Id);
            }
        }
    }
}
