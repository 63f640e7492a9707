using System.Net.Http.Headers;
using System.Text;
using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Inbound;

namespace Concierge.Channels.Twilio;

/// <summary>One account's valid settings with what is derived from them. Immutable; a reload makes a new one.</summary>
internal sealed class TwilioSettings
{
    private const string TwilioDomain = ".twilio.com";

    // The API redirects to its storage, which is asked without credentials.
    private static readonly string[] TwilioMediaHosts = ["*.twilio.com", "*.twiliocdn.com", "*.amazonaws.com"];

    public TwilioSettings(string name, TwilioOptions options)
    {
        AccountSid = options.AccountSid!;
        From = string.IsNullOrEmpty(options.From) ? null : WhatsAppAddress.OfNumber(options.From);
        MessagingServiceSid = string.IsNullOrEmpty(options.MessagingServiceSid) ? null : options.MessagingServiceSid;
        AccountIds = [.. new[] { From, MessagingServiceSid }.OfType<string>()];
        Timeout = options.Timeout;
        string user = string.IsNullOrEmpty(options.ApiKeySid) ? $"{AccountSid}:{options.AuthToken}" : $"{options.ApiKeySid}:{options.ApiKeySecret}";
        Credentials = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));

        // As written, not as normalised: Twilio signs the spelling that it was given.
        string publicRoot = options.PublicBaseUrl!.OriginalString.TrimEnd('/');
        string[] tokens = string.IsNullOrEmpty(options.PreviousAuthToken) ? [options.AuthToken!] : [options.AuthToken!, options.PreviousAuthToken];
        Signature = new Signature(tokens, publicRoot);
        CallbackUrl = $"{publicRoot}/webhooks/{TwilioChannel.ChannelName}{(name == AccountKey.DefaultName ? null : "/" + Uri.EscapeDataString(name))}";

        bool isTwilio = options.ApiBaseUrl.Host.EndsWith(TwilioDomain, StringComparison.OrdinalIgnoreCase);
        ApiRoot = options.ApiBaseUrl;
        MessagesUrl = Under(ApiRoot, $"2010-04-01/Accounts/{AccountSid}/Messages.json");
        ContentUrl = Under(options.ContentApiBaseUrl ?? (isTwilio ? new Uri("https://content.twilio.com") : options.ApiBaseUrl), "v1/Content");
        MessagingRoot = options.MessagingApiBaseUrl ?? (isTwilio ? new Uri("https://messaging.twilio.com") : options.ApiBaseUrl);
        TypingUrl = Under(MessagingRoot, "v2/Indicators/Typing.json");
        Media = MediaPolicyOf(options, isTwilio, Credentials);
    }

    public string AccountSid { get; }

    /// <summary>Our number in Twilio's spelling, or null.</summary>
    public string? From { get; }

    public string? MessagingServiceSid { get; }

    public IReadOnlyList<string> AccountIds { get; }

    public TimeSpan Timeout { get; }

    public AuthenticationHeaderValue Credentials { get; }

    public Signature Signature { get; }

    /// <summary>The public address of this account's webhook.</summary>
    public string CallbackUrl { get; }

    public Uri ApiRoot { get; }

    public Uri MessagingRoot { get; }

    public Uri MessagesUrl { get; }

    public Uri ContentUrl { get; }

    public Uri TypingUrl { get; }

    public MediaPolicy Media { get; }

    /// <summary>An address below one of the roots; it cannot lead to another host.</summary>
    public static Uri Under(Uri root, string path) => new($"{root.AbsoluteUri.TrimEnd('/')}/{path.TrimStart('/')}");

    private static MediaPolicy MediaPolicyOf(TwilioOptions options, bool isTwilio, AuthenticationHeaderValue credentials)
    {
        string api = $"{options.ApiBaseUrl.IdnHost}:{options.ApiBaseUrl.Port}";
        return new MediaPolicy
        {
            AllowedHosts = new HostList(TwilioMediaHosts),
            TrustedHosts = new HostList(isTwilio ? options.MediaHosts : [.. options.MediaHosts, api]),
            CredentialHosts = new HostList(isTwilio ? [api, "api.twilio.com"] : [api]),
            Credentials = credentials,
            Limit = options.MediaTimeout,
        };
    }
}
