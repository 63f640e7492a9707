using System.Text;

namespace Concierge.Testing.Simulation.Checks;

/// <summary>Who was erased is not found in the store any more, and does not come back.</summary>
internal sealed class ErasureWatcher(Ledger ledger)
{
    /// <summary>Everything that the store holds; null when it cannot be searched.</summary>
    public Func<IEnumerable<ReadOnlyMemory<byte>>>? Contents { get; set; }

    /// <summary>A conversation was erased; again when what came late for it was dropped.</summary>
    public void Erased(ConversationId id, DateTimeOffset now)
    {
        if (ledger.Erased.ContainsKey(id.Value))
        {
            return;
        }

        ConversationFact fact = ledger.Conversation(id);
        ledger.Conversations.Remove(id.Value);
        ledger.Erased.Add(id.Value, new ErasedFact(fact, now));
        foreach (string message in fact.Handled.Values)
        {
            ledger.Messages[message].IsErased = true;
        }

        // What waits behind the wish is told apart only under the next lease.
        Search([.. Traces(fact)], "right after");
    }

    /// <summary>Looks once more when nothing moves any more.</summary>
    /// <param name="strangers">Persons whom the directory does not know.</param>
    public void Decide(IReadOnlyCollection<int> strangers)
    {
        foreach (ErasedFact erased in ledger.Erased.Values)
        {
            ConversationFact fact = erased.Conversation;
            string? person = fact.Person is { } number && strangers.Contains(number) ? World.Phonebook.Number(number) : null;
            Search([.. Traces(fact), fact.Id, .. person is null ? Array.Empty<string>() : [person]], "long after");
        }
    }

    private IEnumerable<string> Traces(ConversationFact fact) =>
    [
        .. fact.Handled.Values.Select(id => $"\"{id}\""),
        .. fact.Handled.Values.Select(id => ledger.Messages[id]).Where(message => message.IsToken).Select(message => message.Text),
        .. ledger.Notices.Values.Where(notice => notice.Conversation == fact.Id && notice.Owed > 0).Select(notice => notice.Text),
    ];

    private void Search(IReadOnlyList<string> traces, string when)
    {
        if (Contents is null || traces.Count == 0)
        {
            return;
        }

        byte[][] needles = [.. traces.Select(Encoding.UTF8.GetBytes)];
        foreach (ReadOnlyMemory<byte> kept in Contents())
        {
            for (int i = 0; i < needles.Length; i++)
            {
                if (kept.Span.IndexOf(needles[i]) >= 0)
                {
                    ledger.Violate($"Left over: {traces[i]} is still in the store {when} its person was erased.");
                    return;
                }
            }
        }
    }
}
