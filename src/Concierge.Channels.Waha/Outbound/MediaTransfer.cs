using System.Net.Http.Headers;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Fetches received files, and takes files to send into the request itself.</summary>
internal sealed class MediaTransfer(WahaAccount account, MediaFetcher fetcher)
{
    private const int MaxInlineBytes = 16 * 1024 * 1024;
    private const string FilesPath = "/api/files/";

    public ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken)
    {
        WahaSettings settings = account.Settings ?? throw new MediaUnavailableException("The account's settings are not valid.");
        return Uri.TryCreate(media.Url, UriKind.Absolute, out Uri? address)
            ? fetcher.FetchAsync(Rewrite(address, settings.ApiRoot), settings.Media, maxBytes, cancellationToken)
            : throw new MediaUnavailableException("The file has no address: the WAHA server did not download it. Check WHATSAPP_DOWNLOAD_MEDIA there.");
    }

    public async ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(mimeType, out _))
        {
            throw new MediaUnavailableException("The file's media type is not of the form type/subtype.");
        }

        using var buffer = new MemoryStream();
        byte[] part = new byte[64 * 1024];
        for (int read = await content.ReadAsync(part, cancellationToken); read > 0; read = await content.ReadAsync(part, cancellationToken))
        {
            if (buffer.Length + read > MaxInlineBytes)
            {
                throw new MediaTooLargeException(MaxInlineBytes);
            }

            buffer.Write(part, 0, read);
        }

        return MediaSource.FromId(new InlineFile(mimeType, Convert.ToBase64String(buffer.GetBuffer(), 0, (int)buffer.Length)).ToId());
    }

    // The server's idea of its own host is often wrong behind a container or proxy.
    private static Uri Rewrite(Uri address, Uri root)
    {
        int files = address.AbsolutePath.IndexOf(FilesPath, StringComparison.Ordinal);
        return files < 0 ? address : new Uri(root, address.AbsolutePath[(files + 1)..] + address.Query);
    }
}
