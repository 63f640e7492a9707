using Concierge.Channels.Http;
using Concierge.Channels.Meta.Inbound;
using Concierge.Channels.Meta.Outbound;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Meta;

/// <summary>One WhatsApp number on Meta's Cloud API. What it does is in <c>Inbound</c> and <c>Outbound</c>.</summary>
internal sealed class MetaChannel : IChannel, IWebhookHandshake, IMediaChannel, IReadReceiptChannel, ITypingChannel, IWebhookRegistrar
{
    public const string ChannelName = "meta";

    private readonly ProviderAccount<MetaSettings> _account;
    private readonly MessageSender _sender;
    private readonly MediaTransfer _media;
    private readonly WebhookRegistration _registration;

    public MetaChannel(ProviderAccount<MetaSettings> account, ProviderClient client, MediaFetcher fetcher, ILogger logger)
    {
        var graph = new GraphClient(client);
        _account = account;
        _sender = new MessageSender(account, graph, logger);
        _media = new MediaTransfer(account, graph, fetcher);
        _registration = new WebhookRegistration(account, graph);
    }

    public AccountKey Account => _account.Key;

    public IReadOnlyList<string> AccountIds => _account.Settings?.AccountIds ?? [];

    public ChannelCapabilities Capabilities { get; } = new()
    {
        MaxTextLength = 4096,
        MaxCaptionLength = 1024,
        MaxInteractiveTextLength = 1024,
        MaxButtons = 3,
        MaxListRows = 10,
        MaxButtonTitle = 20,
        MaxListTitle = 24,
        Templates = true,
        LinkButtons = true,
        Forms = true,
        LocationRequests = true,
        ContactRequests = true,
        Locations = true,
        Contacts = true,
        Reactions = true,
        Stickers = true,
        Quotes = true,
        EchoesAttemptId = true,
        Markup = TextMarkup.WhatsApp,
        ServiceWindow = TimeSpan.FromHours(24),
        MaxSendsPerSecond = 80,

        // Meta documents 3 MB.
        MaxWebhookBytes = 3_200_000,
    };

    public TimeSpan TypingDuration { get; } = TimeSpan.FromSeconds(25);

    public WebhookVerdict Authenticate(in WebhookRequest request) =>
        _account.Settings is { } settings && settings.Signature.IsValid(in request) ? WebhookVerdict.Authentic : WebhookVerdict.Rejected;

    public WebhookAnswer Answer(in WebhookRequest request) =>
        _account.Settings is { } settings ? Handshake.Answer(in request, settings.VerifyToken) : WebhookAnswer.Forbidden;

    public void Read(in WebhookRequest request, ChannelEventSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        new PayloadReader(request.Body, _account.Settings?.PhoneNumberId, sink).Read();
    }

    public ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(attempt);
        return _sender.SendAsync(message, attempt, cancellationToken);
    }

    public ValueTask<bool> MarkReadAsync(string messageId, CancellationToken cancellationToken) =>
        _sender.MarkReadAsync(messageId, typing: false, cancellationToken);

    public ValueTask<bool> ShowTypingAsync(ContactIdentity recipient, string? messageId, CancellationToken cancellationToken) =>
        _sender.MarkReadAsync(messageId, typing: true, cancellationToken);

    public ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(media);
        return _media.DownloadAsync(media, maxBytes, cancellationToken);
    }

    public ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        return _media.UploadAsync(content, mimeType, fileName, cancellationToken);
    }

    public ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken) =>
        _registration.RegisterAsync(webhookUrl, cancellationToken);
}
