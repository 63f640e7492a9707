using Concierge.Channels;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Says of an unknown outcome that nothing was sent, so that the policy is never asked.</summary>
internal sealed class CertainlyNotSent(IChannel channel) : ChannelDecorator(channel)
{
    public override async ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        SendResult result = await base.SendAsync(message, attempt, cancellationToken);
        return result is SendAmbiguous ? SendResult.Retry() : result;
    }
}
