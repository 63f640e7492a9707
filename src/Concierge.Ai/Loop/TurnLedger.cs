using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Loop;

/// <summary>What a turn has done so far, kept in the conversation before the loop goes on.</summary>
internal sealed class TurnLedger
{
    public required string TurnId { get; init; }

    public List<LedgerCall> Calls { get; init; } = [];

    /// <summary>What the model and the tools have said in this turn, with everything that a provider wants to see again.</summary>
    public JsonElement? Messages { get; set; }

    /// <summary>How often the model was asked.</summary>
    public int Requests { get; set; }

    public int Errors { get; set; }

    public bool IsUntrusted { get; set; }

    /// <summary>What somebody is asked at the end of the turn, or null.</summary>
    public OutboundMessage? Question { get; set; }

    public LedgerCall? Find(string key) => Calls.Find(call => call.Key == key);

    public void Keep(IEnumerable<ChatMessage> messages) =>
        Messages = JsonSerializer.SerializeToElement([.. messages.Where(message => message.Role != ChatRole.User)], AiJson.Messages);

    public List<ChatMessage> Said() => Messages is { } said ? said.Deserialize(AiJson.Messages) ?? [] : [];
}
