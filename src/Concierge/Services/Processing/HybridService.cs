using Concierge.Scheduling;
using Concierge.Storage;
using Microsoft.Extensions.Logging;

namespace Concierge.Services.Processing;

/// <summary>Lets the model answer; what it cannot answer goes to a person with what was asked.</summary>
internal sealed class HybridService(ServiceDefinition definition, IService model, PromptWriter prompts, ILogger<HybridService> logger) : IService
{
    public async ValueTask HandleAsync(TurnContext turn)
    {
        int replies = turn.Replies.Count;
        Handling handling = turn.Document.Handling;
        OutboundMessage[] before = [.. turn.Replies];
        try
        {
            await model.HandleAsync(turn);
        }
        catch (Exception failure) when (IsTheModels(failure, turn))
        {
            Log.ModelFailed(logger, turn.ConversationId, definition.Name, failure.GetType().Name);
            turn.ClearReplies();
            foreach (OutboundMessage reply in before)
            {
                turn.Reply(reply);
            }

            HandOff(turn, definition, prompts, HandoffReason.Failed);
            return;
        }

        if (turn.Document.Handling == Handling.Human && handling == Handling.Bot)
        {
            HandoffTicket.Write(turn, definition, HandoffReason.Model);
        }
        else if (turn.Document.Handling == Handling.Bot && turn.Replies.Count == replies && turn.Message.Body is not (ReactionBody or SystemBody or RevokeBody))
        {
            // A model with nothing to say is one that does not know.
            HandOff(turn, definition, prompts, HandoffReason.Unanswered);
        }
    }

    public static void HandOff(TurnContext turn, ServiceDefinition definition, PromptWriter prompts, string reason)
    {
        prompts.Say(turn, definition, definition.Prompts.Transfer ?? Sentences.Transfer);
        turn.HandOff(turn.Text);
        HandoffTicket.Write(turn, definition, reason);
    }

    private static bool IsTheModels(Exception failure, TurnContext turn) =>
        failure is not (StoreUnavailableException or LeaseLostException) && !turn.CancellationToken.IsCancellationRequested;
}
