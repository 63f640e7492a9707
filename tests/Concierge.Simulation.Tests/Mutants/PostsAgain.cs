using Concierge.Channels;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>An HTTP stack that repeats a POST by itself.</summary>
internal sealed class PostsAgain(IChannel channel) : ChannelDecorator(channel)
{
    public override async ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        SendResult first = await base.SendAsync(message, attempt, cancellationToken);
        return first is SendAmbiguous ? await base.SendAsync(message, attempt, cancellationToken) : first;
    }
}
