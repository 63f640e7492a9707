using Concierge.Channels.Chatwoot.Inbound;
using Concierge.Channels.Chatwoot.Outbound;
using Concierge.Channels.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Chatwoot;

/// <summary>One Chatwoot account. What it does is in <c>Inbound</c> and <c>Outbound</c>.</summary>
internal sealed class ChatwootChannel : IChannel, IMediaChannel, ITypingChannel, IWebhookRegistrar, ISendLookup, IHistoryChannel
{
    public const string ChannelName = "chatwoot";

    private readonly ProviderAccount<ChatwootSettings> _account;
    private readonly TimeProvider _clock;
    private readonly MessageSender _sender;
    private readonly ConversationDesk _desk;
    private readonly MediaTransfer _media;
    private readonly WebhookRegistration _registration;
    private readonly SentMessages _sent;
    private readonly HistoryReader _history;

    public ChatwootChannel(ProviderAccount<ChatwootSettings> account, ProviderClient client, MediaFetcher fetcher, TimeProvider clock, ILogger logger)
    {
        var api = new ApiClient(client);
        _account = account;
        _clock = clock;
        _desk = new ConversationDesk(account, api);
        _sender = new MessageSender(account, api, _desk, logger);
        _media = new MediaTransfer(account, api, fetcher);
        _registration = new WebhookRegistration(account, api);
        var messages = new ListedMessages(api);
        _sent = new SentMessages(account, messages);
        _history = new HistoryReader(account, api, messages, logger);
    }

    public AccountKey Account => _account.Key;

    public IReadOnlyList<string> AccountIds => _account.Settings?.AccountIds ?? [];

    public ChannelCapabilities Capabilities { get; } = new()
    {
        // Chatwoot takes more, but the WhatsApp inboxes behind it do not.
        MaxTextLength = 4096,
        MaxCaptionLength = 1024,
        MaxInteractiveTextLength = 1024,
        MaxButtons = 3,
        MaxListRows = 10,
        MaxButtonTitle = 20,
        MaxListTitle = 24,
        Templates = true,
        Quotes = true,
        HelpDesk = true,
        Markup = TextMarkup.Markdown,
        MaxSendsPerSecond = 50,
    };

    public TimeSpan TypingDuration { get; } = TimeSpan.FromSeconds(25);

    public WebhookVerdict Authenticate(in WebhookRequest request) =>
        _account.Settings is { } settings && settings.Guard.IsValid(in request, _clock.GetUtcNow()) ? WebhookVerdict.Authentic : WebhookVerdict.Rejected;

    public void Read(in WebhookRequest request, ChannelEventSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        PayloadReader.Read(request.Body, _account.Settings?.AccountId, _account.Settings?.InboxIds ?? [], sink);
    }

    public ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(attempt);
        return _sender.SendAsync(message, attempt, cancellationToken);
    }

    public ValueTask<bool> ShowTypingAsync(ContactIdentity recipient, string? messageId, CancellationToken cancellationToken) =>
        _desk.ShowTypingAsync(recipient, cancellationToken);

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

    public ValueTask<SendResult?> FindSentAsync(OutboundMessage message, SendAttempt attempt, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return _sent.FindAsync(attempt, startedAt, cancellationToken);
    }

    public IAsyncEnumerable<ChannelEvent> ReadHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) => _history.ReadAsync(since, cancellationToken);
}
