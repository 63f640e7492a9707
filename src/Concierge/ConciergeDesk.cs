using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Storage;

namespace Concierge;

internal sealed class ConciergeDesk(IMailbox mailbox, IConversationStore store, ITenantMap tenants, TimeProvider clock, IErasureStore? erasures = null) : IConciergeDesk
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

    public async ValueTask<AppendStatus> MergeAsync(ConversationId from, ConversationId into, string? by, CancellationToken cancellationToken = default)
    {
        AccountKey first = await AccountOfAsync(from, nameof(from), cancellationToken);
        AccountKey second = await AccountOfAsync(into, nameof(into), cancellationToken);
        return from == into ? throw new ArgumentException("A conversation cannot be merged into itself.", nameof(into))
            : tenants.TenantOf(first) != tenants.TenantOf(second) ? throw new ArgumentException("The accounts of the conversations belong to different tenants.", nameof(into))
            : await AppendAsync(from, new MergeIntoCommand(into) { By = by, Moves = first == second }, cancellationToken);
    }

    public ValueTask<AppendStatus> EraseAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        conversation.IsAccount ? throw new ArgumentException("An account's own mailbox is nobody's conversation and cannot be erased.", nameof(conversation))
        : erasures is null ? throw new NotSupportedException("The store cannot erase: register an IErasureStore with it.")
        : AppendAsync(conversation, new EraseCommand(), cancellationToken);

    private async ValueTask<AccountKey> AccountOfAsync(ConversationId conversation, string parameter, CancellationToken cancellationToken)
    {
        ConversationDocument? document = !conversation.IsAccount && await store.LoadAsync(conversation, cancellationToken) is { } stored
            ? ConciergeJson.ReadDocument(stored.Document.Span)
            : null;
        return document is null ? throw new ArgumentException($"There is no conversation '{conversation}'.", parameter)
            : document.Group is not null ? throw new ArgumentException($"The conversation '{conversation}' is a group's.", parameter)
            : AccountKey.Parse(document.Account);
    }

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
