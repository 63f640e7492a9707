namespace Concierge.Testing.Simulation.Checks;

/// <summary>
/// What the world knows: what persons sent, which webhooks were answered 200, what became durable, which requests reached the
/// provider and what arrived at the persons. The judgement rests on this alone, never on what the bot says of itself.
/// </summary>
internal sealed class Ledger
{
    private const int MostViolations = 20;

    private readonly List<string> _violations = [];

    public Dictionary<string, MessageFact> Messages { get; } = [];

    public Dictionary<string, ConversationFact> Conversations { get; } = [];

    public Dictionary<string, AttemptFact> Attempts { get; } = [];

    public IReadOnlyList<string> Violations => _violations;

    public int Requests { get; set; }

    public int Effects { get; set; }

    public int Duplicates { get; set; }

    public int Commits { get; set; }

    public int TakeOvers { get; set; }

    /// <summary>Sends of the bot on the wire when a colleague took over.</summary>
    public int Overtaken { get; set; }

    public int TimersFired { get; set; }

    public int OptOuts { get; set; }

    /// <summary>What the host sent of its own accord, by its id.</summary>
    public Dictionary<string, NoticeFact> Notices { get; } = [];

    /// <summary>Conversations that were erased.</summary>
    public Dictionary<string, ErasedFact> Erased { get; } = [];

    public FormFacts Forms { get; } = new();

    public void Violate(string what)
    {
        if (_violations.Count < MostViolations)
        {
            _violations.Add(what);
        }
    }

    public ConversationFact Conversation(ConversationId id)
    {
        if (!Conversations.TryGetValue(id.Value, out ConversationFact? conversation))
        {
            Conversations.Add(id.Value, conversation = new ConversationFact(id.Value));
        }

        return conversation;
    }

    /// <summary>A process is gone or out of its mind: what it had on the wire is nobody's knowledge.</summary>
    public void Interrupt(int process)
    {
        foreach (AttemptFact attempt in Attempts.Values)
        {
            if (attempt.Process == process && !attempt.IsClosed)
            {
                attempt.IsInterrupted = true;
            }
        }
    }
}
