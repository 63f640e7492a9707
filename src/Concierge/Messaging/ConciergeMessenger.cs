using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Storage;

namespace Concierge.Messaging;

internal sealed class ConciergeMessenger(
    ChannelRegistry channels,
    IMailbox mailbox,
    IContactDirectory directory,
    IIdSource ids,
    TimeProvider clock) : IConciergeMessenger
{
    public ValueTask<SendTicket> SendAsync(
        ConversationId conversation, OutboundMessage message, DateTimeOffset? at = null, string? id = null, CancellationToken cancellationToken = default) =>
        SendAsync(null, conversation, null, message, at, id, cancellationToken);

    public async ValueTask<SendTicket> SendAsync(
        AccountKey account, ContactAddress to, OutboundMessage message, DateTimeOffset? at = null, string? id = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (channels.Find(account) is null)
        {
            throw new ArgumentException($"The account '{account}' is not registered.", nameof(account));
        }

        ConversationId conversation = await directory.ResolveAsync(account, [to], () => new ConversationId(ids.NewId()), cancellationToken);
        return await SendAsync(account, conversation, new ContactIdentity { Addresses = [to] }, message, at, id, cancellationToken);
    }

    public ValueTask<AppendStatus> CancelAsync(ConversationId conversation, string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return AppendAsync(conversation, null, new CancelTimerCommand(id), UInt128.Zero, cancellationToken);
    }

    private async ValueTask<SendTicket> SendAsync(
        AccountKey? account, ConversationId conversation, ContactIdentity? to, OutboundMessage message, DateTimeOffset? at, string? id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        string name = id ?? ids.NewId();
        var command = new SendMessageCommand(name, message) { At = at, To = to };
        AppendStatus status = await AppendAsync(conversation, account, command, id is null ? UInt128.Zero : KeyOf(conversation, id), cancellationToken);
        return new SendTicket(conversation, name, status);
    }

    private async ValueTask<AppendStatus> AppendAsync(ConversationId conversation, AccountKey? account, ConversationCommand command, UInt128 key, CancellationToken cancellationToken)
    {
        var item = new MailboxAppend
        {
            Conversation = conversation,
            Key = key,
            Payload = InputCodec.Write(account, command),
            ReceivedAt = clock.GetUtcNow(),
        };
        return (await mailbox.AppendAsync([item], cancellationToken)).Status;
    }

    /// <summary>Apart from every key of a provider's message, which begins with an account.</summary>
    private static UInt128 KeyOf(ConversationId conversation, string id)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"send\u001f{conversation.Value}\u001f{id}"));
        return BinaryPrimitives.ReadUInt128LittleEndian(hash) | UInt128.One;
    }
}
