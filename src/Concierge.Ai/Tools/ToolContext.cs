using System.Text.Json.Serialization.Metadata;
using Concierge.Ai.Loop;

namespace Concierge.Ai;

/// <summary>
/// Who a tool runs for. Bound by the host to any parameter of this type; the model neither sees nor chooses any of it. Of one
/// call; not kept, not thread-safe.
/// </summary>
public sealed class ToolContext
{
    private readonly TurnContext _turn;
    private readonly CallEffects _effects;

    internal ToolContext(TurnContext turn, string tenant, string service, string idempotencyKey, bool isConfirmed, CallEffects effects, AiTexts texts)
    {
        _turn = turn;
        _effects = effects;
        Tenant = tenant;
        Service = service;
        IdempotencyKey = idempotencyKey;
        IsConfirmed = isConfirmed;
        Texts = texts;
    }

    /// <summary>The tenant (<see cref="AiOptions.TenantOf"/>).</summary>
    public string Tenant { get; }

    /// <summary>The AI service that runs the tool.</summary>
    public string Service { get; }

    /// <summary>Which conversation.</summary>
    public ConversationId ConversationId => _turn.ConversationId;

    /// <summary>Who sent the message that is being answered; where a colleague's approval runs the call, whom the conversation is with.</summary>
    public ContactIdentity Contact => _turn.Messages.Count > 0 ? _turn.Message.Sender : _turn.Document.Contact;

    /// <summary>The same when the same call runs again after a crash; give it to whatever can refuse a second time.</summary>
    public string IdempotencyKey { get; }

    /// <summary>The person has confirmed exactly this call.</summary>
    public bool IsConfirmed { get; }

    internal AiTexts Texts { get; }

    /// <summary>Services of the turn's scope.</summary>
    public IServiceProvider Services => _turn.Services;

    /// <summary>The host's clock.</summary>
    public TimeProvider Clock => _turn.Clock;

    /// <summary>Sends a message with the turn's answer, before the model's words: a list, a file, a form.</summary>
    public void Reply(OutboundMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        _effects.Replies.Add(message);
    }

    /// <summary>Gives the conversation to a colleague with this turn.</summary>
    public void HandOff(string? summary = null)
    {
        _effects.IsHandedOff = true;
        _effects.HandOffSummary = summary;
    }

    /// <summary>The turn ends with this call: the model is not asked again.</summary>
    public void EndTurn() => _effects.EndsTurn = true;

    /// <summary>Reads what was kept under a name in the conversation; default where there is nothing.</summary>
    public T? GetState<T>(string name, JsonTypeInfo<T> typeInfo) => _turn.GetState(name, typeInfo);

    /// <summary>Keeps a value under a name; durable together with the record of this call. Null removes it.</summary>
    public void SetState<T>(string name, T? value, JsonTypeInfo<T> typeInfo)
    {
        _turn.SetState(name, value, typeInfo);
        _effects.StateNames.Add(name);
    }
}
