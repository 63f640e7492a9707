using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Inbound;
using Concierge.Channels.Twilio.Outbound;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Twilio;

/// <summary>One WhatsApp sender at Twilio. What it does is in <c>Inbound</c> and <c>Outbound</c>.</summary>
internal sealed class TwilioChannel : IChannel, IMediaChannel, ITypingChannel, IWebhookRegistrar, ISendLookup, IHistoryChannel
{
    public const string ChannelName = "twilio";

    private readonly ProviderAccount<TwilioSettings> _account;
    private readonly MessageSender _sender;
    private readonly MediaTransfer _media;
    private readonly WebhookRegistration _registration;
    private readonly SentMessages _sent;
    private readonly HistoryReader _history;

    public TwilioChannel(ProviderAccount<TwilioSettings> account, ProviderClient client, MediaFetcher fetcher, ILogger logger)
    {
        _account = account;
        var api = new ApiClient(client);
        var messages = new ListedMessages(api);
        _sender = new MessageSender(account, api, logger);
        _media = new MediaTransfer(account, fetcher);
        _registration = new WebhookRegistration(account, api);
        _sent = new SentMessages(account, messages);
        _history = new HistoryReader(account, api, messages);
    }

    public AccountKey Account => _account.Key;

    public IReadOnlyList<string> AccountIds => _account.Settings?.AccountIds ?? [];

    public ChannelCapabilities Capabilities { get; } = new()
    {
        MaxTextLength = 1600,
        MaxCaptionLength = 1024,
        DocumentCaptions = false,
        MaxInteractiveTextLength = 1024,
        MaxButtons = 3,
        MaxListRows = 10,
        MaxButtonTitle = 20,
        MaxListTitle = 24,
        Templates = true,
        Locations = true,
        GetWebhooks = true,
        EchoesAttemptId = true,
        Markup = TextMarkup.WhatsApp,
        ServiceWindow = TimeSpan.FromHours(24),
        MaxSendsPerSecond = 80,

        // A form of one message: a text of 4096 characters, all of them escaped, stays below 64 KB.
        MaxWebhookBytes = 256 * 1024,
    };

    public TimeSpan TypingDuration { get; } = TimeSpan.FromSeconds(25);

    public WebhookVerdict Authenticate(in WebhookRequest request) =>
        _account.Settings is { } settings && settings.Signature.IsValid(in request) ? WebhookVerdict.Authentic : WebhookVerdict.Rejected;

    public void Read(in WebhookRequest request, ChannelEventSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        new PayloadReader(_account.Settings, sink).Read(in request);
    }

    public ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(attempt);
        return _sender.SendAsync(message, attempt, cancellationToken);
    }

    public ValueTask<bool> ShowTypingAsync(ContactIdentity recipient, string? messageId, CancellationToken cancellationToken) =>
        _sender.ShowTypingAsync(messageId, cancellationToken);

    public ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(media);
        return _media.DownloadAsync(media, maxBytes, cancellationToken);
    }

    public ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken) =>
        throw new MediaUnavailableException("Twilio takes no uploads. Send the file as a public https link.");

    public ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken) =>
        _registration.RegisterAsync(webhookUrl, cancellationToken);

    public ValueTask<SendResult?> FindSentAsync(OutboundMessage message, SendAttempt attempt, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(attempt);
        return _sent.FindAsync(message, attempt, startedAt, cancellationToken);
    }

    public IAsyncEnumerable<ChannelEvent> ReadHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) => _history.ReadAsync(since, cancellationToken);
}
