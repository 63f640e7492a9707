namespace Concierge.Channels.Waha;

/// <summary>
/// One session of a WAHA server. Read from section <c>Concierge:Waha</c>, or <c>Concierge:Waha:Accounts:{name}</c> for a
/// named account. Changes take effect without a restart; settings that become invalid stop the account until they are mended.
/// </summary>
public sealed class WahaOptions
{
    /// <summary>The section of the account without a name.</summary>
    public const string Section = "Concierge:Waha";

    /// <summary>The address of the WAHA server. Received files are fetched from it, whatever host their addresses name.</summary>
    /// <value>No default; required.</value>
    public Uri? ApiBaseUrl { get; set; }

    /// <summary>The API key in plain text, also where the server keeps only its hash.</summary>
    /// <value>No default; required.</value>
    public string? ApiKey { get; set; }

    /// <summary>The HMAC key with which the server signs webhooks (<c>WHATSAPP_HOOK_HMAC_KEY</c> or the session's <c>hmac.key</c>).</summary>
    /// <value>No default; required.</value>
    public string? WebhookSecret { get; set; }

    /// <summary>The key before the current one, valid beside it during a rotation.</summary>
    /// <value>Default null.</value>
    public string? PreviousWebhookSecret { get; set; }

    /// <summary>The name of the session.</summary>
    /// <value>Default <c>default</c>.</value>
    public string Session { get; set; } = "default";

    /// <summary>Whether links get a preview even where the message does not ask for one.</summary>
    /// <value>Default false.</value>
    public bool LinkPreview { get; set; }

    /// <summary>
    /// Whether questions of 2 to 12 choices are sent as polls; a vote comes back as a tap. Otherwise, and for what does not fit into
    /// a poll, they are numbered text. A change needs a restart.
    /// </summary>
    /// <value>Default false: engines lose votes now and then.</value>
    public bool ChoicesAsPolls { get; set; }

    /// <summary>
    /// Further hosts (<c>host</c>, <c>host:port</c>, <c>*.domain</c>) that received files may come from, for example an S3 store.
    /// They never get the API key.
    /// </summary>
    /// <value>Default empty.</value>
    public IList<string> MediaHosts { get; set; } = [];

    /// <summary>The time for one call, to the last byte of its answer.</summary>
    /// <value>Default 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for one transfer of a file.</summary>
    /// <value>Default 2 minutes.</value>
    public TimeSpan MediaTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
