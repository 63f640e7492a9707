using Concierge.Ai.Spending;
using Concierge.Ai.Turns;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Models;

/// <summary>
/// Asks a model on the side of a turn, without tools: within the same limits as any other request, and with one deadline for all clients and requests
/// together, because a person waits for the answer that comes after. No answer in time and no limit left are both a <see cref="ModelUnavailableException"/>.
/// </summary>
internal sealed class SideClient(AiEngine engine, TurnContext turn, string name, SideSettings settings) : IChatClient
{
    private readonly CancellationTokenSource _late = new(settings.Timeout, turn.Clock);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatMessage> asked = [.. messages];
        string tenant = engine.Options.TenantOf(turn);
        long estimate = UsageMeter.EstimateInput(asked) + settings.MaxOutputTokens;
        var usage = new UsageMeter(engine.Options.Prices);
        decimal cost = usage.Estimate(settings.ModelId, estimate);
        PersonUsage person = PersonUsage.Load(turn);
        if (!engine.Options.PerPersonAndDay.Allows(person.Tokens + estimate, person.Cost + cost) || !await engine.Spending.ReserveAsync(tenant, estimate, cost, cancellationToken))
        {
            throw new ModelUnavailableException();
        }

        try
        {
            return await AskAsync(asked, options, tenant, usage, cancellationToken);
        }
        finally
        {
            person.Tokens += usage.Tokens;
            person.Cost += usage.Cost;
            person.Save(turn);
            await engine.Spending.SettleAsync(tenant, usage.Tokens - estimate, usage.Cost - cost, cancellationToken);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (ChatResponseUpdate update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _late.Dispose();

    private async ValueTask<ChatResponse> AskAsync(List<ChatMessage> messages, ChatOptions? options, string tenant, UsageMeter usage, CancellationToken cancellationToken)
    {
        ChatOptions how = options?.Clone() ?? new ChatOptions();
        how.ModelId = settings.ModelId;
        how.Temperature = settings.Temperature;
        how.MaxOutputTokens = settings.MaxOutputTokens;
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_late.Token, cancellationToken);
        try
        {
            return await engine.Caller.AskAsync(name, ModelClients.Resolve(turn.Services, settings.Clients, tenant), settings.Timeout, messages, how, usage, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelUnavailableException();
        }
    }
}
