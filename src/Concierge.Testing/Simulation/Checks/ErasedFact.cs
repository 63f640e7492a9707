namespace Concierge.Testing.Simulation.Checks;

/// <summary>A conversation that was erased, as it was then.</summary>
internal sealed record ErasedFact(ConversationFact Conversation, DateTimeOffset At);
