using Concierge.Services;

namespace Concierge.Sessions;

/// <summary>Ends a visit whose person has been silent for too long.</summary>
internal sealed class SessionTimer(SessionKeeper sessions, ServiceCatalogue catalogue) : ITimerHandler
{
    public string Name => SessionKeeper.TimerName;

    public async ValueTask HandleAsync(TurnContext turn, ConversationTimer timer) =>
        sessions.ExpireIfDue(turn, await catalogue.CurrentAsync(turn.CancellationToken));
}
