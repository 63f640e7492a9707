using System.Text.Json.Serialization;

namespace Concierge.Channels;

/// <summary>
/// Anything that happens to a conversation and waits in its mailbox: what a channel reads from a webhook
/// (<see cref="ChannelEvent"/>) and what people and timers do (<see cref="ConversationCommand"/>). Closed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$event")]
[JsonDerivedType(typeof(MessageReceived), "message")]
[JsonDerivedType(typeof(ReceiptReceived), "receipt")]
[JsonDerivedType(typeof(HandoffReceived), "handoff")]
[JsonDerivedType(typeof(AccountNotice), "account")]
[JsonDerivedType(typeof(UnknownEvent), "unknown")]
[JsonDerivedType(typeof(TakeOverCommand), "takeOver")]
[JsonDerivedType(typeof(HandBackCommand), "handBack")]
[JsonDerivedType(typeof(OperatorReplyCommand), "operatorReply")]
[JsonDerivedType(typeof(ReplayReplyCommand), "replayReply")]
[JsonDerivedType(typeof(SendMessageCommand), "send")]
[JsonDerivedType(typeof(DecideCommand), "decide")]
[JsonDerivedType(typeof(TimerCommand), "timer")]
[JsonDerivedType(typeof(EventCommand), "event")]
[JsonDerivedType(typeof(CancelTimerCommand), "cancelTimer")]
[JsonDerivedType(typeof(UpdateProfileCommand), "updateProfile")]
[JsonDerivedType(typeof(EraseCommand), "erase")]
[JsonDerivedType(typeof(MergeIntoCommand), "mergeInto")]
[JsonDerivedType(typeof(MergeFromCommand), "mergeFrom")]
public abstract record ConversationInput
{
    private protected ConversationInput()
    {
    }
}
