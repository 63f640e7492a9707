namespace Concierge.Testing.Simulation.Checks;

/// <summary>What became of what the host wanted: notices that were not taken back, and bookings.</summary>
internal sealed class HostJudge(Ledger ledger, bool isClockTrue)
{
    /// <param name="artifacts">Ids of the artifacts that the store holds.</param>
    /// <param name="bookings">Ids of the bookings that the store holds.</param>
    public void Decide(IReadOnlyList<string> artifacts, IReadOnlyList<string> bookings)
    {
        foreach (NoticeFact notice in ledger.Notices.Values)
        {
            bool isExcused = notice.IsCancelRequested || !notice.IsStored || notice.IsDeadLetter || !isClockTrue || IsUnwanted(notice);
            if (notice.Owed == 0 && !isExcused)
            {
                ledger.Violate($"Lost: {notice.Id} was accepted and never owed.");
            }
        }

        foreach (IGrouping<string, string> person in bookings.GroupBy(Owner))
        {
            int completed = artifacts.Count(id => Owner(id) == person.Key);
            if (person.Count() != completed)
            {
                ledger.Violate($"Form: {person.Key} has {person.Count()} bookings of {completed} completed forms.");
            }
        }

        if (artifacts.Count > bookings.Count)
        {
            ledger.Violate($"Form: {artifacts.Count} forms were completed and {bookings.Count} bookings made.");
        }
    }

    /// <summary>The person left, or was erased: what waited was taken back.</summary>
    private bool IsUnwanted(NoticeFact notice) =>
        !ledger.Conversations.TryGetValue(notice.Conversation, out ConversationFact? conversation) || conversation.WasOptedOut;

    private static string Owner(string record) => record.Split('.')[0];
}
