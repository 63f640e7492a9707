namespace Concierge;

/// <summary>The rest of the turn pipeline.</summary>
public delegate ValueTask TurnDelegate(TurnContext turn);
