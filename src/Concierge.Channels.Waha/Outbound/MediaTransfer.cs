using System.Net.Http.Headers;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Fetches received files, and takes files to send into the request itself.</summary>
internal sealed class MediaTransfer(ProviderAccount<WahaSettings> account, MediaFetcher fetcher, MessageLookup lookup)
{
    private const int MaxInlineBytes = 16 * 1024 * 1024;
    private const string FilesPath = "/api/files/";

    public async ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken)
    {
        WahaSettings settings = account.Settings ?? throw new MediaUnavailableException("The account's settings are not valid.");
        if (Address(media.Url, settings) is { } address)
        {
            try
            {
                return await fetcher.FetchAsync(address, settings.Media, maxBytes, cancellationToken);
            }
            catch (MediaUnavailableException exception) when (exception.InnerException is HttpRequestException { StatusCode: System.Net.HttpStatusCode.NotFound })
            {
                // The server keeps files for three minutes only, if nobody told it otherwise; it can fetch them again.
            }
        }

        Uri again = await FetchAgainAsync(settings, media.Id, cancellationToken)
            ?? throw new MediaUnavailableException("The WAHA server does not have the file. Check WHATSAPP_DOWNLOAD_MEDIA, WHATSAPP_FILES_MIMETYPES and WHATSAPP_FILES_LIFETIME there.");
        return await fetcher.FetchAsync(again, settings.Media, maxBytes, cancellationToken);
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

    private async ValueTask<Uri?> FetchAgainAsync(WahaSettings settings, string? messageId, CancellationToken cancellationToken) =>
        MessageKey.Parse(messageId) is { } message ? Address(await lookup.FindMediaAsync(settings, message, cancellationToken), settings) : null;

    // The server's idea of its own host is often wrong behind a container or proxy.
    private static Uri? Address(string? url, WahaSettings settings)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address))
        {
            return null;
        }

        int files = address.AbsolutePath.IndexOf(FilesPath, StringComparison.Ordinal);
        return files < 0 ? address : new Uri(settings.ApiRoot, address.AbsolutePath[(files + 1)..] + address.Query);
    }
}
