using System.Text.Json;

namespace Concierge.Ai.Confirmations;

/// <summary>Nobody decided in time. A decision takes the timer back, so what comes here was not decided.</summary>
internal sealed class ApprovalTimer : ITimerHandler
{
    public string Name => Approvals.TimerName;

    public ValueTask HandleAsync(TurnContext turn, ConversationTimer timer)
    {
        PendingApproval approval = ConciergeJson.ReadApproval(JsonSerializer.SerializeToUtf8Bytes(timer.Data!.Value, AiJson.Default.JsonElement));
        new ConfirmationDesk(turn, approval.Service).Spend([approval.Action]);
        Approvals.Expired(turn, approval);
        turn.Decision = $"expired: {approval.Title}";
        return ValueTask.CompletedTask;
    }
}
