using Concierge.Channels;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Keeps the recipient in a field: what two sends at once share goes to the later one.</summary>
internal sealed class MixedUpRecipients(IChannel channel) : ChannelDecorator(channel)
{
    private ContactIdentity? _recipient;

    public override async ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        _recipient = attempt.Recipient;
        await Task.Yield();
        return await base.SendAsync(message, attempt with { Recipient = _recipient }, cancellationToken);
    }
}
