namespace Concierge.Channels.Meta;

/// <summary>
/// One WhatsApp number on Meta's Cloud API. Read from section <c>Concierge:Meta</c>, or <c>Concierge:Meta:Accounts:{name}</c>
/// for a named account. Changes take effect without a restart; settings that become invalid stop the account until they are mended.
/// </summary>
public sealed class MetaOptions
{
    /// <summary>The section of the account without a name.</summary>
    public const string Section = "Concierge:Meta";

    /// <summary>The app secret, which signs the webhooks: Meta app dashboard → App settings → Basic.</summary>
    /// <value>No default; required.</value>
    public string? AppSecret { get; set; }

    /// <summary>The secret before the current one, valid beside it while Meta still signs with it. Remove it after a rotation.</summary>
    /// <value>Default null.</value>
    public string? PreviousAppSecret { get; set; }

    /// <summary>A word of your own choice, entered in the dashboard too, by which Meta's check of the address is recognised.</summary>
    /// <value>No default; required.</value>
    public string? VerifyToken { get; set; }

    /// <summary>The access token of a system user with <c>whatsapp_business_messaging</c>.</summary>
    /// <value>No default; required.</value>
    public string? AccessToken { get; set; }

    /// <summary>The id of the number, digits only; not the number itself.</summary>
    /// <value>No default; required.</value>
    public string? PhoneNumberId { get; set; }

    /// <summary>The id of the WhatsApp Business account; needed only for setting the webhook address through the API.</summary>
    /// <value>Default null.</value>
    public string? BusinessAccountId { get; set; }

    /// <summary>The API's address. Another one stands in for Meta in tests and in the emulator; files may be fetched from it too.</summary>
    /// <value>Default <c>https://graph.facebook.com</c>.</value>
    public Uri ApiBaseUrl { get; set; } = new("https://graph.facebook.com");

    /// <summary>The API's version.</summary>
    /// <value>Default <c>v23.0</c>.</value>
    public string ApiVersion { get; set; } = "v23.0";

    /// <summary>
    /// Further hosts (<c>host</c>, <c>host:port</c>) from which received files may be fetched with the access token, at any
    /// address, also over http. Meta's own hosts need not be named.
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
