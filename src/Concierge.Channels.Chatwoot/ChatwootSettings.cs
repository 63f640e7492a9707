using Concierge.Channels.Chatwoot.Inbound;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot;

/// <summary>One account's valid settings with what is derived from them. Immutable; a reload makes a new one.</summary>
internal sealed class ChatwootSettings
{
    private static readonly string CloudHost = new ChatwootOptions().ApiBaseUrl.Host;

    // Where Chatwoot's storage services keep files; a file's address on the server redirects there.
    private static readonly string[] StorageHosts =
    [
        CloudHost, "*.amazonaws.com", "storage.googleapis.com", "*.blob.core.windows.net", "*.digitaloceanspaces.com", "*.r2.cloudflarestorage.com",
    ];

    public ChatwootSettings(ChatwootOptions options)
    {
        AccountId = options.AccountId!;
        AccessToken = options.AccessToken!;
        AccountIds = [AccountId];
        InboxIds = [.. options.InboxIds];
        UnsignedToken = options.AllowUnsigned ? options.WebhookToken : null;
        Timeout = options.Timeout;
        Guard = new WebhookGuard([.. options.WebhookSecrets], UnsignedToken, options.TimestampTolerance);
        Server = options.ApiBaseUrl;
        ApiRoot = new Uri($"{options.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/api/v1/accounts/{AccountId}/");
        Media = MediaPolicyOf(options);
    }

    public string AccountId { get; }

    public string AccessToken { get; }

    public IReadOnlyList<string> AccountIds { get; }

    public IReadOnlyList<string> InboxIds { get; }

    public string? UnsignedToken { get; }

    public TimeSpan Timeout { get; }

    public WebhookGuard Guard { get; }

    public Uri Server { get; }

    public Uri ApiRoot { get; }

    public MediaPolicy Media { get; }

    // Files need no token: their addresses are signed. So none is given to anybody.
    private static MediaPolicy MediaPolicyOf(ChatwootOptions options)
    {
        List<string> trusted = [.. options.MediaHosts];
        if (!options.ApiBaseUrl.Host.Equals(CloudHost, StringComparison.OrdinalIgnoreCase))
        {
            trusted.Add($"{options.ApiBaseUrl.IdnHost}:{options.ApiBaseUrl.Port}");
        }

        return new MediaPolicy { AllowedHosts = new HostList(StorageHosts), TrustedHosts = new HostList(trusted), Limit = options.MediaTimeout };
    }
}
