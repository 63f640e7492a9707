using System.Security.Cryptography;
using System.Text;
using Concierge.Ai.Guard;
using Concierge.Ai.History;
using Concierge.Ai.Loop;
using Concierge.Ai.Media;
using Concierge.Ai.Models;
using Concierge.Ai.Spending;
using Concierge.Ai.Tools;
using Concierge.Channels;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Turns;

/// <summary>One turn of an AI service while it runs: what is known, what was said, what was done.</summary>
internal sealed class AiRun(AiEngine engine, AiServiceDefinition service, TurnContext turn)
{
    /// <summary>What an answer may cost when nothing limits it.</summary>
    private const long TypicalOutput = 1000;

    private long _reserved;
    private decimal _costBefore;
    private long _tokensBefore;

    public AiEngine Engine { get; } = engine;

    public AiServiceDefinition Service { get; } = service;

    public AiServiceOptions Options => Service.Options;

    public TurnContext Turn { get; } = turn;

    /// <summary>What is said without the model, with the definition's own words for a hand-over.</summary>
    public AiTexts Texts { get; } = service.TextsFor(turn);

    public string Tenant { get; } = engine.Options.TenantOf(turn);

    public AiMemory Memory { get; } = turn.GetState(service.MemoryName, AiJson.Default.AiMemory) ?? new AiMemory();

    public TurnLedger Ledger { get; set; } = null!;

    public ToolSet Tools { get; set; } = null!;

    public PersonUsage Person { get; } = PersonUsage.Load(turn);

    public UsageMeter Usage { get; } = new(engine.Options.Prices);

    public IReadOnlyList<ModelClient> Clients { get; set; } = [];

    /// <summary>Prompt and history.</summary>
    public List<ChatMessage> Prefix { get; set; } = [];

    /// <summary>What was said in this turn: the person's messages first.</summary>
    public List<ChatMessage> Messages { get; } = [];

    /// <summary>The person's words as the history keeps them.</summary>
    public string UserText { get; set; } = string.Empty;

    /// <summary>Text that is not the person's own has been read.</summary>
    public bool IsUntrusted
    {
        get => Ledger.IsUntrusted;
        set => Ledger.IsUntrusted = value;
    }

    /// <summary>Hosts that may be linked to in this turn.</summary>
    public IReadOnlySet<string> Hosts { get; set; } = null!;

    /// <summary>What no answer may hold.</summary>
    public ForbiddenTexts Forbidden { get; set; } = engine.Forbidden;

    public string? ThreadId { get; set; }

    /// <summary>The call that the person has just confirmed; it carries the token as its id.</summary>
    public string? ConfirmedToken { get; set; }

    /// <summary>Words that the person should read whatever the model says.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>Tells marks of data apart from text that imitates them.</summary>
    public string Mark { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(turn.Id)).AsSpan(0, 4));

    public bool Knows(LedgerCall call) => Memory.Uncertain?.Contains(Doubt(call.Name, call.Arguments)) == true;

    public void Doubt(LedgerCall call)
    {
        const int kept = 8;
        Memory.Uncertain = [.. (Memory.Uncertain ?? []).Append(Doubt(call.Name, call.Arguments)).Distinct().TakeLast(kept)];
    }

    public void Trust(LedgerCall call) => Memory.Uncertain?.Remove(Doubt(call.Name, call.Arguments));

    public string? LastWords() => Messages.FindLast(message => message.Role == ChatRole.Assistant && message.Text.Length > 0)?.Text;

    /// <summary>Takes the model's words of this turn back: they were not sent and are not remembered. Its calls stay with their results.</summary>
    public void Unsay()
    {
        for (int i = Messages.Count - 1; i >= 0; i--)
        {
            ChatMessage message = Messages[i];
            if (message.Role == ChatRole.Assistant && message.Contents.Any(content => content is TextContent))
            {
                Messages[i] = new ChatMessage(message.Role, [.. message.Contents.Where(content => content is not TextContent)]);
            }
        }
    }

    /// <summary>Makes the ledger, and what tools have kept, durable.</summary>
    public ValueTask CheckpointAsync(IEnumerable<string> stateNames)
    {
        Ledger.Keep(Messages);
        Turn.SetState(Service.LedgerName, Ledger, AiJson.Default.TurnLedger);
        return Turn.CheckpointAsync([Service.LedgerName, .. stateNames]);
    }

    /// <summary>Reserves what the next request may use. The name of the limit that would be passed, or null.</summary>
    public async ValueTask<string?> ReserveAsync()
    {
        long estimate = UsageMeter.EstimateInput(Prefix) + UsageMeter.EstimateInput(Messages) + (Options.ModelOptions.MaxOutputTokens ?? TypicalOutput);
        decimal cost = Usage.Estimate(Options.ModelOptions.ModelId, estimate);
        AiOptions host = Engine.Options;
        if (!host.PerTurn.Allows(Usage.Tokens + estimate, Usage.Cost + cost))
        {
            return "turn";
        }

        if (!host.PerPersonAndDay.Allows(Person.Tokens + Usage.Tokens + estimate, Person.Cost + Usage.Cost + cost))
        {
            return "person";
        }

        if (!await Engine.Spending.ReserveAsync(Tenant, estimate, cost, Turn.CancellationToken))
        {
            return "tenant";
        }

        _reserved = estimate;
        _costBefore = Usage.Cost + cost;
        _tokensBefore = Usage.Tokens;
        return null;
    }

    /// <summary>Puts what the request used in the place of what was reserved.</summary>
    public ValueTask SettleAsync() =>
        Engine.Spending.SettleAsync(Tenant, Usage.Tokens - _tokensBefore - _reserved, Usage.Cost - _costBefore, Turn.CancellationToken);

    /// <summary>Takes messages in that came while the turn ran.</summary>
    public async ValueTask AddNewerAsync(IReadOnlyList<MessageReceived> newer)
    {
        ReadMessages read = await Engine.Media.ReadAsync(Turn, newer, Options, Mark);
        IsUntrusted |= read.IsUntrusted;
        if (read.Contents.Count > 0)
        {
            Messages.Add(new ChatMessage(ChatRole.User, read.Contents));
            UserText = string.Join('\n', UserText, read.Text);
        }
    }

    private static string Doubt(string tool, string arguments) => $"{tool}|{CallArguments.Hash(arguments)}";
}
