using System.Diagnostics;
using Concierge.Ai.Confirmations;

namespace Concierge.Ai.Turns;

/// <summary>Answers turns with a model.</summary>
internal sealed class AiService(AiServiceDefinition definition, AiEngine engine) : IService
{
    public async ValueTask HandleAsync(TurnContext turn)
    {
        using Activity? activity = AiTelemetry.StartAgent(definition.Name, turn.ConversationId);
        await using TypingSign typing = TypingSign.Start(turn, definition.Options.TypingAfter);
        var run = new AiRun(engine, definition, turn);
        await using SoftNotice notice = SoftNotice.Start(run, typing);
        await new AiTurn(run, new ConfirmationDesk(turn, definition.Name), notice).AnswerAsync();
        activity?.SetTag("gen_ai.response.model", run.Usage.Model);
        activity?.SetTag("gen_ai.usage.input_tokens", run.Usage.Input);
        activity?.SetTag("gen_ai.usage.output_tokens", run.Usage.Output);
        activity?.SetTag("gen_ai.usage.cache_read.input_tokens", run.Usage.Cached);
    }
}
