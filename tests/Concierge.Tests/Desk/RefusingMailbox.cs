using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Desk;

/// <summary>A mailbox that takes nothing while it is told so, as a full one does.</summary>
internal sealed class RefusingMailbox(IMailbox inner, Func<bool> refuses) : IMailbox
{
    public static void Use(IServiceCollection services, Func<bool> refuses, MailboxCapabilities capabilities = MailboxCapabilities.All)
    {
        ServiceDescriptor original = services.Last(static service => service.ServiceType == typeof(IMailbox));
        services.AddSingleton<IMailbox>(provider => new RefusingMailbox((IMailbox)original.ImplementationFactory!(provider), refuses) { Capabilities = capabilities });
    }

    public MailboxCapabilities Capabilities { get; init; } = MailboxCapabilities.All;

    public ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken) =>
        refuses() ? ValueTask.FromResult(new AppendResult(AppendStatus.Overloaded, 0, 0)) : inner.AppendAsync(items, cancellationToken);

    public ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken) => inner.ReceiveAsync(maxConversations, cancellationToken);

    public ValueTask<IReadOnlyList<MailboxItem>> ReceiveMoreAsync(MailboxLease lease, long afterSequence, CancellationToken cancellationToken) => inner.ReceiveMoreAsync(lease, afterSequence, cancellationToken);

    public ValueTask<bool> RenewAsync(MailboxLease lease, CancellationToken cancellationToken) => inner.RenewAsync(lease, cancellationToken);

    public ValueTask ReleaseAsync(MailboxLease lease, long? startedSequence, DateTimeOffset? notBefore, CancellationToken cancellationToken) => inner.ReleaseAsync(lease, startedSequence, notBefore, cancellationToken);

    public ValueTask FailAsync(MailboxLease lease, long sequence, DateTimeOffset notBefore, CancellationToken cancellationToken) => inner.FailAsync(lease, sequence, notBefore, cancellationToken);

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => inner.WaitAsync(atMost, cancellationToken);

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

    public ValueTask ForgetAsync(DateTimeOffset seenBefore, CancellationToken cancellationToken) => inner.ForgetAsync(seenBefore, cancellationToken);

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(long? before, int limit, CancellationToken cancellationToken) => inner.ListDeadLettersAsync(before, limit, cancellationToken);

    public ValueTask<long> CountDeadLettersAsync(CancellationToken cancellationToken) => inner.CountDeadLettersAsync(cancellationToken);

    public ValueTask<bool> ReplayAsync(long deadLetterId, CancellationToken cancellationToken) => inner.ReplayAsync(deadLetterId, cancellationToken);
}
