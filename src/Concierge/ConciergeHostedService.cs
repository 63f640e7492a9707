using Concierge.Ingress;
using Concierge.Routing;
using Concierge.Scheduling;
using Concierge.Services;
using Concierge.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concierge;

/// <summary>Opens the stores before the first webhook, then lets conversations run until the host stops.</summary>
internal sealed class ConciergeHostedService(
    ChannelRegistry channels,
    IEnumerable<IStoreInitializer> stores,
    IMailbox mailbox,
    ServiceCatalogue catalogue,
    ServiceRouter router,
    ConversationScheduler scheduler,
    ILogger<ConciergeHostedService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        MailboxCapabilities missing = MailboxCapabilities.All & ~mailbox.Capabilities;
        if (missing != MailboxCapabilities.None)
        {
            throw new InvalidOperationException($"The mailbox {mailbox.GetType().Name} lacks {missing}: messages could be handled twice, too early or by two owners. Complete it with a table beside the documents, or use a store that does it by itself.");
        }

        foreach (IStoreInitializer store in stores)
        {
            await store.InitializeAsync(cancellationToken);
        }

        await catalogue.OpenAsync(cancellationToken);
        router.Check();
        scheduler.Start();
        Log.Started(logger, channels.Channels.Count, string.Join(", ", channels.Channels.Select(channel => channel.Account)));
    }

    public Task StopAsync(CancellationToken cancellationToken) => scheduler.StopAsync();
}
