using Concierge.Channels.Http;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Fetches received files. The credentials go to the API's host only; its storage is asked without them.</summary>
internal sealed class MediaTransfer(ProviderAccount<TwilioSettings> account, MediaFetcher fetcher)
{
    public ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken)
    {
        TwilioSettings settings = account.Settings ?? throw new MediaUnavailableException("The account's settings are not valid.");
        return Uri.TryCreate(media.Url, UriKind.Absolute, out Uri? address)
            ? fetcher.FetchAsync(address, settings.Media, maxBytes, cancellationToken)
            : throw new MediaUnavailableException("The file has no address.");
    }
}
