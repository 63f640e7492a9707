using System.Collections.Concurrent;
using Concierge.Channels;
using Microsoft.Extensions.Options;

namespace Concierge.Outbox;

/// <summary>One gate per account.</summary>
internal sealed class AccountGates(IOptions<ConciergeOptions> options)
{
    private readonly ConcurrentDictionary<AccountKey, AccountGate> _gates = new();

    public AccountGate Find(IChannel channel) =>
        _gates.GetOrAdd(channel.Account, _ => new AccountGate(options.Value.Outbox.MaxSendsPerSecond ?? channel.Capabilities.MaxSendsPerSecond));
}
