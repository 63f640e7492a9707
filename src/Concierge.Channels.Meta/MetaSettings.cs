using Concierge.Channels.Http;
using Concierge.Channels.Meta.Inbound;

namespace Concierge.Channels.Meta;

/// <summary>One account's valid settings with what is derived from them. Immutable; a reload makes a new one.</summary>
internal sealed class MetaSettings
{
    private static readonly string[] MetaMediaHosts = ["*.fbsbx.com", "*.whatsapp.net", "graph.facebook.com"];
    private static readonly string MetaApiHost = new MetaOptions().ApiBaseUrl.Host;

    public MetaSettings(MetaOptions options)
    {
        VerifyToken = options.VerifyToken!;
        AccessToken = options.AccessToken!;
        PhoneNumberId = options.PhoneNumberId!;
        BusinessAccountId = string.IsNullOrEmpty(options.BusinessAccountId) ? null : options.BusinessAccountId;
        AccountIds = [PhoneNumberId];
        Timeout = options.Timeout;
        Signature = new Signature(string.IsNullOrEmpty(options.PreviousAppSecret) ? [options.AppSecret!] : [options.AppSecret!, options.PreviousAppSecret]);
        ApiRoot = new Uri($"{options.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/{options.ApiVersion}/");
        Media = MediaPolicyOf(options);
    }

    public string VerifyToken { get; }

    public string AccessToken { get; }

    public string PhoneNumberId { get; }

    public string? BusinessAccountId { get; }

    public IReadOnlyList<string> AccountIds { get; }

    public TimeSpan Timeout { get; }

    public Signature Signature { get; }

    public Uri ApiRoot { get; }

    public MediaPolicy Media { get; }

    private static MediaPolicy MediaPolicyOf(MetaOptions options)
    {
        List<string> trusted = [.. options.MediaHosts];
        if (!options.ApiBaseUrl.Host.Equals(MetaApiHost, StringComparison.OrdinalIgnoreCase))
        {
            trusted.Add($"{options.ApiBaseUrl.IdnHost}:{options.ApiBaseUrl.Port}");
        }

        return new MediaPolicy
        {
            AllowedHosts = new HostList(MetaMediaHosts),
            TrustedHosts = new HostList(trusted),
            CredentialHosts = new HostList([.. MetaMediaHosts, .. trusted]),
            Credentials = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", options.AccessToken),
            Limit = options.MediaTimeout,
        };
    }
}
