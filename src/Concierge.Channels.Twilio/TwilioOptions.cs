namespace Concierge.Channels.Twilio;

/// <summary>
/// One WhatsApp sender at Twilio. Read from section <c>Concierge:Twilio</c>, or <c>Concierge:Twilio:Accounts:{name}</c> for a
/// named account. Changes take effect without a restart; settings that become invalid stop the account until they are mended.
/// </summary>
public sealed class TwilioOptions
{
    /// <summary>The section of the account without a name.</summary>
    public const string Section = "Concierge:Twilio";

    /// <summary>The account's id (<c>AC…</c>): Twilio console → Account info. For a subaccount, the subaccount's.</summary>
    /// <value>No default; required.</value>
    public string? AccountSid { get; set; }

    /// <summary>The account's primary auth token, which signs the webhooks, and opens the API if there is no API key.</summary>
    /// <value>No default; required.</value>
    public string? AuthToken { get; set; }

    /// <summary>
    /// A second token whose signatures are valid too: before a promotion the coming one, after it the old one. Never used for
    /// the API. Remove it after the rotation.
    /// </summary>
    /// <value>Default null.</value>
    public string? PreviousAuthToken { get; set; }

    /// <summary>
    /// An API key (<c>SK…</c>) that opens the API and received files instead of the auth token: Twilio console → Account → API keys.
    /// A standard key is enough for messages; setting the webhook's address may need a main key.
    /// </summary>
    /// <value>Default null: the auth token.</value>
    public string? ApiKeySid { get; set; }

    /// <summary>The secret of <see cref="ApiKeySid"/>. It never signs webhooks.</summary>
    /// <value>Default null.</value>
    public string? ApiKeySecret { get; set; }

    /// <summary>The WhatsApp number to send from, with country code: <c>+15550001111</c> or <c>whatsapp:+15550001111</c>.</summary>
    /// <value>Default null; required without <see cref="MessagingServiceSid"/>.</value>
    public string? From { get; set; }

    /// <summary>The messaging service (<c>MG…</c>) to send through; with <see cref="From"/> set too, with that number of it.</summary>
    /// <value>Default null.</value>
    public string? MessagingServiceSid { get; set; }

    /// <summary>
    /// The address under which Twilio reaches this host, spelled exactly as entered at Twilio (case, port, user info), without
    /// <c>/webhooks/twilio</c>. The signatures cover it, and receipts are asked for at it.
    /// </summary>
    /// <value>Default the host's <c>Concierge:PublicBaseUrl</c>; required if that is not set.</value>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>The API's address. Another one stands in for Twilio in tests and in the emulator; files may be fetched from it too.</summary>
    /// <value>Default <c>https://api.twilio.com</c>.</value>
    public Uri ApiBaseUrl { get; set; } = new("https://api.twilio.com");

    /// <summary>The address of the Content API, which holds buttons and lists.</summary>
    /// <value>Default null: <c>https://content.twilio.com</c>, or <see cref="ApiBaseUrl"/> where that is not Twilio's.</value>
    public Uri? ContentApiBaseUrl { get; set; }

    /// <summary>The address of the API for the typing sign, and for senders and services when the webhook's address is set.</summary>
    /// <value>Default null: <c>https://messaging.twilio.com</c>, or <see cref="ApiBaseUrl"/> where that is not Twilio's.</value>
    public Uri? MessagingApiBaseUrl { get; set; }

    /// <summary>
    /// Further hosts (<c>host</c>, <c>host:port</c>) from which received files may be fetched, at any address, also over http.
    /// They get no credentials. Twilio's own hosts need not be named.
    /// </summary>
    /// <value>Default empty.</value>
    public IList<string> MediaHosts { get; set; } = [];

    /// <summary>The time for one call of the API, to the last byte of its answer.</summary>
    /// <value>Default 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for one transfer of a file.</summary>
    /// <value>Default 2 minutes.</value>
    public TimeSpan MediaTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
