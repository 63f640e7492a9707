using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Storage;

namespace Concierge;

internal sealed class ConciergeDesk(IMailbox mailbox, TimeProvider clock, IErasureStore? erasures = null) : IConciergeDesk
{
    public ValueTask<AppendStatus> TakeOverAsync(ConversationId conversation, string? by, CancellationToken cancellationToken = default) =>
        AppendAsync(conversation, new TakeOverCommand { By = by }, cancellationToken);

    public ValueTask<AppendStatus> HandBackAsync(ConversationId conversation, string? by, CancellationToken cancellationToken = default) =>
        AppendAsync(conversation, new HandBackCommand { By = by }, cancellationToken);

    public ValueTask<AppendStatus> DecideAsync(ConversationId conversation, string actionId, bool isApproved, string? by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actionId);
        return AppendAsync(conversation, new DecideCommand(actionId, isApproved) { By = by }, cancellationToken);
    }

    public ValueTask<AppendStatus> ReplyAsync(ConversationId conversation, OutboundMessage message, string? by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return AppendAsync(conversation, new OperatorReplyCommand(message) { By = by }, cancellationToken);
    }

    public ValueTask<AppendStatus> UpdateProfileAsync(ConversationId conversation, UpdateProfileCommand update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return AppendAsync(conversation, update, cancellationToken);
    }

    public ValueTask<AppendStatus> EraseAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        conversation.IsAccount ? throw new ArgumentException("An account's own mailbox is nobody's conversation and cannot be erased.", nameof(conversation))
        : erasures is null ? throw new NotSupportedException("The store cannot erase: register an IErasureStore with it.")
        : AppendAsync(conversation, new EraseCommand(), cancellationToken);

    private async ValueTask<AppendStatus> AppendAsync(ConversationId conversation, ConversationCommand command, CancellationToken cancellationToken)
    {
        var item = new MailboxAppend
        {
            Conversation = conversation,
            Key = UInt128.Zero,
            Payload = InputCodec.Write(null, command),
            ReceivedAt = clock.GetUtcNow(),
        };
        AppendResult result = await mailbox.AppendAsync([item], cancellationToken);
        return result.Status;
    }
}
