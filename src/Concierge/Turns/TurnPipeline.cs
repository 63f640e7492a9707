using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Turns;

/// <summary>The middleware, folded: the first added is the outermost.</summary>
internal sealed class TurnPipeline
{
    private readonly TurnDelegate _run;

    public TurnPipeline(TurnPipelineBuilder builder, IServiceProvider services)
    {
        TurnDelegate next = static _ => ValueTask.CompletedTask;
        for (int i = builder.Steps.Count - 1; i >= 0; i--)
        {
            ITurnMiddleware middleware = builder.Steps[i].Create(services)
                ?? throw new InvalidOperationException($"Step {i} of the turn pipeline ({builder.Steps[i].Type.Name}) was created as null.");
            TurnDelegate following = next;
            next = turn => middleware.InvokeAsync(turn, following);
        }

        _run = next;
    }

    public ValueTask RunAsync(TurnContext turn) => _run(turn);
}
