using Concierge.Messaging;
using Concierge.Outbox;
using Microsoft.Extensions.Options;

namespace Concierge.Turns;

/// <summary>What turns need to say something early.</summary>
internal sealed class EarlyReplies(OutboxStation outbox, OutboundPolicy policy, ReplyLedger ledger, IOptions<ConciergeOptions> options)
{
    public OutboxStation Outbox { get; } = outbox;

    public OutboundPolicy Policy { get; } = policy;

    public ReplyLedger Ledger { get; } = ledger;

    public bool MindsOptOutWords => options.Value.Outbound.OptOutWords;
}
