using Concierge.Channels.Http;
using Concierge.Channels.Waha.Inbound;

namespace Concierge.Channels.Waha;

/// <summary>One account's valid settings with what is derived from them. Immutable; a reload makes a new one.</summary>
internal sealed class WahaSettings
{
    public WahaSettings(WahaOptions options)
    {
        ApiKey = options.ApiKey!;
        WebhookSecret = options.WebhookSecret!;
        Session = options.Session;
        LinkPreview = options.LinkPreview;
        ChoicesAsPolls = options.ChoicesAsPolls;
        AccountIds = [Session];
        Timeout = options.Timeout;
        Signature = new Signature(string.IsNullOrEmpty(options.PreviousWebhookSecret) ? [WebhookSecret] : [WebhookSecret, options.PreviousWebhookSecret]);
        ApiRoot = new Uri($"{options.ApiBaseUrl!.AbsoluteUri.TrimEnd('/')}/");
        Media = new MediaPolicy
        {
            AllowedHosts = HostList.None,
            TrustedHosts = new HostList([.. options.MediaHosts, Host]),
            CredentialHosts = new HostList(Host),
            Credentials = new System.Net.Http.Headers.AuthenticationHeaderValue("Key", ApiKey),
            CredentialHeader = "X-Api-Key",
            Limit = options.MediaTimeout,
        };
    }

    public string ApiKey { get; }

    public string WebhookSecret { get; }

    public string Session { get; }

    public bool LinkPreview { get; }

    public bool ChoicesAsPolls { get; }

    public IReadOnlyList<string> AccountIds { get; }

    public TimeSpan Timeout { get; }

    public Signature Signature { get; }

    public Uri ApiRoot { get; }

    public MediaPolicy Media { get; }

    private string Host => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ApiRoot.IdnHost}:{ApiRoot.Port}");
}
