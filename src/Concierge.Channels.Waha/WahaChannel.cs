using Concierge.Channels.Http;
using Concierge.Channels.Waha.Inbound;
using Concierge.Channels.Waha.Outbound;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Waha;

/// <summary>One session of a WAHA server. What it does is in <c>Inbound</c> and <c>Outbound</c>.</summary>
internal sealed class WahaChannel : IChannel, IMediaChannel, IReadReceiptChannel, ITypingChannel, IWebhookRegistrar, ISendLookup
{
    public const string ChannelName = "waha";

    private readonly ProviderAccount<WahaSettings> _account;
    private readonly MessageSender _sender;
    private readonly MediaTransfer _media;
    private readonly WebhookRegistration _registration;

    public WahaChannel(ProviderAccount<WahaSettings> account, ProviderClient client, MediaFetcher fetcher, ILogger logger)
    {
        var waha = new WahaClient(client);
        var lookup = new MessageLookup(waha);
        _account = account;
        _sender = new MessageSender(account, waha, lookup, logger);
        _media = new MediaTransfer(account, fetcher, lookup);
        _registration = new WebhookRegistration(account, waha);
        bool polls = account.Settings?.ChoicesAsPolls == true;
        Capabilities = new ChannelCapabilities
        {
            MaxInteractiveTextLength = Poll.MaxQuestion,
            MaxListRows = polls ? Poll.MaxOptions : 0,
            MaxListTitle = Poll.MaxOption,
            Locations = true,
            Contacts = true,
            Reactions = true,
            Quotes = true,
            Markup = TextMarkup.WhatsApp,
            MaxWebhookBytes = 4 * 1024 * 1024,
        };
    }

    public AccountKey Account => _account.Key;

    public IReadOnlyList<string> AccountIds => _account.Settings?.AccountIds ?? [];

    public ChannelCapabilities Capabilities { get; }

    public TimeSpan TypingDuration { get; } = TimeSpan.FromSeconds(25);

    public WebhookVerdict Authenticate(in WebhookRequest request) =>
        _account.Settings is { } settings && settings.Signature.IsValid(in request) ? WebhookVerdict.Authentic : WebhookVerdict.Rejected;

    public void Read(in WebhookRequest request, ChannelEventSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        PayloadReader.Read(request.Body, sink);
    }

    public ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(attempt);
        return _sender.SendAsync(message, attempt, cancellationToken);
    }

    public ValueTask<SendResult?> FindSentAsync(OutboundMessage message, SendAttempt attempt, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(attempt);
        return _sender.FindSentAsync(message, attempt, cancellationToken);
    }

    public ValueTask<bool> MarkReadAsync(string messageId, CancellationToken cancellationToken) => _sender.MarkReadAsync(messageId, cancellationToken);

    public ValueTask<bool> ShowTypingAsync(ContactIdentity recipient, string? messageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return _sender.ShowTypingAsync(recipient, cancellationToken);
    }

    public ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(media);
        return _media.DownloadAsync(media, maxBytes, cancellationToken);
    }

    public ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        return _media.UploadAsync(content, mimeType, cancellationToken);
    }

    public ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken) =>
        _registration.RegisterAsync(webhookUrl, cancellationToken);
}
