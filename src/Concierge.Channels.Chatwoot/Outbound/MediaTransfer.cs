using System.Net.Http.Headers;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Fetches received files and uploads files to send.</summary>
internal sealed class MediaTransfer(ProviderAccount<ChatwootSettings> account, ApiClient api, MediaFetcher fetcher)
{
    public ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken) =>
        Uri.TryCreate(media.Url, UriKind.Absolute, out Uri? address)
            ? fetcher.FetchAsync(address, Settings().Media, maxBytes, cancellationToken)
            : throw new MediaUnavailableException("The file has no address.");

    public async ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken)
    {
        ChatwootSettings settings = Settings();
        using var form = new MultipartFormDataContent();
        using var file = new StreamContent(content);
        if (!MediaTypeHeaderValue.TryParse(mimeType, out MediaTypeHeaderValue? type))
        {
            throw new MediaUnavailableException("The file's media type is not of the form type/subtype.");
        }

        file.Headers.ContentType = type;
        form.Add(file, "attachment", SafeName(fileName));
        ProviderReply reply = await api.UploadAsync(settings, "upload", form, cancellationToken);
        return reply.IsSuccess && ApiJson.Text(ApiJson.TryRead(reply.Body), "blob_id") is { } id
            ? MediaSource.FromId(id)
            : throw new MediaUnavailableException(reply.Status == 0
                ? "Chatwoot could not be reached for the upload."
                : $"Chatwoot did not take the file: it answered {reply.Status}. Uploads need a user's access token; a bot's is not enough.");
    }

    private ChatwootSettings Settings() => account.Settings ?? throw new MediaUnavailableException("The account's settings are not valid.");

    private static string SafeName(string? name)
    {
        string plain = name is null ? string.Empty : string.Concat(name.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ')).Trim();
        return plain.Length == 0 ? "file" : plain;
    }
}
