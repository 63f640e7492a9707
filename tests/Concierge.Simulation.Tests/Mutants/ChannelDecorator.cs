using Concierge.Channels;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>A channel that passes everything on. A mutant breaks sending.</summary>
internal abstract class ChannelDecorator(IChannel channel) : IChannel
{
    public AccountKey Account => channel.Account;

    public IReadOnlyList<string> AccountIds => channel.AccountIds;

    public ChannelCapabilities Capabilities => channel.Capabilities;

    public WebhookVerdict Authenticate(in WebhookRequest request) => channel.Authenticate(request);

    public void Read(in WebhookRequest request, ChannelEventSink sink) => channel.Read(request, sink);

    public virtual ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken) =>
        channel.SendAsync(message, attempt, cancellationToken);
}
