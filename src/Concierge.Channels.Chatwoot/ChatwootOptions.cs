namespace Concierge.Channels.Chatwoot;

/// <summary>
/// One Chatwoot account. Read from section <c>Concierge:Chatwoot</c>, or <c>Concierge:Chatwoot:Accounts:{name}</c> for a named
/// one. Changes take effect without a restart; settings that become invalid stop the account until they are mended.
/// </summary>
public sealed class ChatwootOptions
{
    /// <summary>The section of the account without a name.</summary>
    public const string Section = "Concierge:Chatwoot";

    /// <summary>The address of the Chatwoot server, without <c>/api</c>. Received files may be fetched from it too.</summary>
    /// <value>Default <c>https://app.chatwoot.com</c>.</value>
    public Uri ApiBaseUrl { get; set; } = new("https://app.chatwoot.com");

    /// <summary>The number of the account, as in the dashboard's address: <c>/app/accounts/1</c>.</summary>
    /// <value>No default; required.</value>
    public string? AccountId { get; set; }

    /// <summary>
    /// The access token of an agent bot, or of a user. A bot's is enough for answering and handing off; uploads, the registration of
    /// the webhook, fetching missed messages and looking for a message whose answer was lost need a user's.
    /// </summary>
    /// <value>No default; required.</value>
    public string? AccessToken { get; set; }

    /// <summary>The secrets that sign the webhooks: the account webhook, every agent bot and every API inbox has its own.</summary>
    /// <value>Default empty; at least one is required unless <see cref="AllowUnsigned"/> is set.</value>
    public IList<string> WebhookSecrets { get; set; } = [];

    /// <summary>
    /// Whether webhooks without a signature are accepted if their address ends in <c>?token=</c> and <see cref="WebhookToken"/>.
    /// Only for servers before 4.13, which do not sign.
    /// </summary>
    /// <value>Default false.</value>
    public bool AllowUnsigned { get; set; }

    /// <summary>A random word of at least 16 characters for <see cref="AllowUnsigned"/>.</summary>
    /// <value>Default null.</value>
    public string? WebhookToken { get; set; }

    /// <summary>How far the time of a signature may be from now, in both directions.</summary>
    /// <value>Default 5 minutes.</value>
    public TimeSpan TimestampTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The inboxes to work in; what happens in others is an account notice. With exactly one, a person's number is an address
    /// of the conversation too.
    /// </summary>
    /// <value>Default empty: every inbox.</value>
    public IList<string> InboxIds { get; set; } = [];

    /// <summary>Further hosts (<c>host</c>, <c>host:port</c>) that received files may come from, at any address, also over http.</summary>
    /// <value>Default empty. The server itself and the usual cloud storages need not be named.</value>
    public IList<string> MediaHosts { get; set; } = [];

    /// <summary>The time for one call of the API, to the last byte of its answer.</summary>
    /// <value>Default 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for one transfer of a file.</summary>
    /// <value>Default 2 minutes.</value>
    public TimeSpan MediaTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
