using Concierge.Ai.Guard;
using Concierge.Ai.Media;
using Concierge.Ai.Models;
using Concierge.Ai.Remote;
using Concierge.Ai.Spending;
using Concierge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Turns;

/// <summary>What every AI service of a host works with.</summary>
internal sealed class AiEngine(
    IOptions<AiOptions> options,
    IEnumerable<IToolSource> toolSources,
    IEnumerable<IFactSource> factSources,
    ITranscriptStore transcripts,
    TenantSpending spending,
    ActionStore actions,
    MediaReader media,
    IIdSource ids,
    TimeProvider clock,
    ILogger<AiEngine> logger)
{
    public AiOptions Options { get; } = options.Value;

    public ForbiddenTexts Forbidden { get; } = new(options.Value.NeverSay);

    public ILogger Logger { get; } = logger;

    public IIdSource Ids { get; } = ids;

    public ITranscriptStore Transcripts { get; } = transcripts;

    public TenantSpending Spending { get; } = spending;

    /// <summary>What was registered or switched at run time.</summary>
    public ActionStore Actions { get; } = actions;

    public MediaReader Media { get; } = media;

    public ModelCaller Caller { get; } = new(new ModelHealth(clock), clock, logger);

    /// <summary>Tools that are not the service's own.</summary>
    public async ValueTask<List<AiTool>> FindToolsAsync(TurnContext turn)
    {
        var found = new List<AiTool>();
        foreach (IToolSource source in toolSources)
        {
            try
            {
                found.AddRange(await source.GetToolsAsync(turn));
            }
            catch (Exception failure) when (!turn.CancellationToken.IsCancellationRequested)
            {
                Log.SourceFailed(Logger, "tools", failure.GetType().Name);
                Log.Failure(Logger, failure);
            }
        }

        return found;
    }

    public async ValueTask<List<Fact>> FindFactsAsync(TurnContext turn)
    {
        var found = new List<Fact>();
        foreach (IFactSource source in factSources)
        {
            try
            {
                found.AddRange(await source.FindAsync(turn));
            }
            catch (Exception failure) when (!turn.CancellationToken.IsCancellationRequested)
            {
                Log.SourceFailed(Logger, "facts", failure.GetType().Name);
                Log.Failure(Logger, failure);
            }
        }

        return found;
    }
}
