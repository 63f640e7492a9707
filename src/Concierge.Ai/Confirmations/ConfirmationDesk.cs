using System.Security.Cryptography;
using System.Text;
using Concierge.Ai.Tools;
using Concierge.Channels;

namespace Concierge.Ai.Confirmations;

/// <summary>
/// The calls that wait for the person. A button's payload names one and carries a hash over the call, its arguments and the person who
/// was asked; it is good once, for some minutes, in this conversation.
/// </summary>
internal sealed class ConfirmationDesk(TurnContext turn, string service)
{
    public const string StateName = "ai.pending";

    private const string Prefix = "cai";
    private const char Yes = 'y';
    private const char No = 'n';
    private const int Kept = 8;

    /// <summary>Whether a message is a tap on one of this service's questions, open or not.</summary>
    public static bool IsTap(TurnContext turn, string service) =>
        turn.Message.Body is ChoiceBody choice && choice.ChoiceId.StartsWith($"{Prefix}.{service}.", StringComparison.Ordinal);

    /// <summary>Keeps a call and makes the question's buttons.</summary>
    public IReadOnlyList<Choice> Ask(PendingCall call, AiTexts texts)
    {
        List<PendingCall> pending = Load();
        pending.Add(call);
        Save(pending);
        string seal = Seal(call);
        return
        [
            new Choice($"{Prefix}.{service}.{call.Token}.{seal}.{Yes}", texts.Yes),
            new Choice($"{Prefix}.{service}.{call.Token}.{seal}.{No}", texts.No),
        ];
    }

    /// <summary>Keeps a call for a colleague.</summary>
    public void Park(PendingCall call)
    {
        List<PendingCall> pending = Load();
        pending.Add(call);
        Save(pending);
    }

    /// <summary>Who may answer: the person who is being answered now.</summary>
    public List<string> Asked() => Addresses(turn.Message.Sender);

    /// <summary>Takes the call that a tap answers. Null: it is not, or not any more, a question that this person may answer.</summary>
    /// <param name="isYes">Whether the answer is yes.</param>
    public PendingCall? Take(out bool isYes)
    {
        isYes = false;
        string[] parts = ((ChoiceBody)turn.Message.Body).ChoiceId[($"{Prefix}.{service}.".Length)..].Split('.');
        if (parts is not [string token, string seal, [Yes or No] answer])
        {
            return null;
        }

        List<PendingCall> pending = Load();
        PendingCall? call = pending.Find(waiting => waiting.Token == token && waiting.Service == service && !waiting.IsForOperator);
        if (call is null || !Matches(seal, Seal(call)) || call.ExpiresAt <= turn.Clock.GetUtcNow() || !MayAnswer(call))
        {
            return null;
        }

        pending.Remove(call);
        Save(pending);
        isYes = answer[0] == Yes;
        return call;
    }

    /// <summary>The call that a colleague decides about, while it waits.</summary>
    public static PendingCall? FindForOperator(TurnContext turn, string token) =>
        (turn.GetState(StateName, AiJson.Default.ListPendingCall) ?? []).Find(call => call.IsForOperator && call.Token == token && call.ExpiresAt > turn.Clock.GetUtcNow());

    /// <summary>Forgets calls that ran in a turn that never came to its end.</summary>
    public void Spend(IEnumerable<string> tokens)
    {
        var spent = tokens.ToHashSet(StringComparer.Ordinal);
        if (spent.Count > 0)
        {
            List<PendingCall> pending = Load();
            pending.RemoveAll(call => spent.Contains(call.Token));
            Save(pending);
        }
    }

    public List<PendingCall> Load() => turn.GetState(StateName, AiJson.Default.ListPendingCall) ?? [];

    private void Save(List<PendingCall> pending)
    {
        DateTimeOffset now = turn.Clock.GetUtcNow();
        pending.RemoveAll(call => call.ExpiresAt <= now);
        int tooMany = pending.Count(static call => !call.IsForOperator) - Kept;
        pending.RemoveAll(call => !call.IsForOperator && tooMany-- > 0);

        turn.SetState(StateName, pending.Count == 0 ? null : pending, AiJson.Default.ListPendingCall);
    }

    /// <summary>In a chat of two the conversation is the person; in a group another member can tap the same button.</summary>
    private bool MayAnswer(PendingCall call) =>
        turn.Document.Group is null || Addresses(turn.Message.Sender).Exists(call.Asked.Contains);

    private static List<string> Addresses(ContactIdentity person) => [.. person.Addresses.Select(address => $"{address.Kind}:{address.Value}")];

    private string Seal(PendingCall call) =>
        CallArguments.Hash(turn.ConversationId.Value, call.Service, call.Token, call.Tool, call.Arguments, string.Join('|', call.Asked))[..20];

    private static bool Matches(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
