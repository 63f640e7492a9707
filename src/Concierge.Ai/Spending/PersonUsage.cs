namespace Concierge.Ai.Spending;

/// <summary>What one conversation has used today, over all AI services.</summary>
internal sealed class PersonUsage
{
    public const string StateName = "ai.usage";

    /// <summary>The day, in UTC.</summary>
    public DateOnly Day { get; set; }

    public long Tokens { get; set; }

    public decimal Cost { get; set; }

    /// <summary>When the person was last told that the limit is reached.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    public static PersonUsage Load(TurnContext turn)
    {
        PersonUsage usage = turn.GetState(StateName, AiJson.Default.PersonUsage) ?? new PersonUsage();
        DateOnly today = DateOnly.FromDateTime(turn.Clock.GetUtcNow().UtcDateTime);
        return usage.Day == today ? usage : new PersonUsage { Day = today, RefusedAt = usage.RefusedAt };
    }

    public void Save(TurnContext turn) => turn.SetState(StateName, this, AiJson.Default.PersonUsage);
}
