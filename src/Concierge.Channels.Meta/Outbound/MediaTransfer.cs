using System.Net;
using System.Net.Http.Headers;
using Concierge.Channels.Http;
using Concierge.Channels.Meta.Wire;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Fetches received files and uploads files to send.</summary>
internal sealed class MediaTransfer(ProviderAccount<MetaSettings> account, GraphClient graph, MediaFetcher fetcher)
{
    public async ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken)
    {
        MetaSettings settings = Settings();
        if (media.Id is null)
        {
            return await FetchAsync(media.Url, settings, maxBytes, cancellationToken);
        }

        string? url = await ResolveAsync(settings, media.Id, maxBytes, cancellationToken);
        try
        {
            return await FetchAsync(url, settings, maxBytes, cancellationToken);
        }
        catch (MediaUnavailableException exception) when (exception.InnerException is HttpRequestException { StatusCode: HttpStatusCode.NotFound })
        {
            // The address lives five minutes; a new one may be had once.
            url = await ResolveAsync(settings, media.Id, maxBytes, cancellationToken);
            return await FetchAsync(url, settings, maxBytes, cancellationToken);
        }
    }

    public async ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken)
    {
        MetaSettings settings = Settings();
        using var form = new MultipartFormDataContent();
        using var file = new StreamContent(content);
        if (!MediaTypeHeaderValue.TryParse(mimeType, out MediaTypeHeaderValue? type))
        {
            throw new MediaUnavailableException("The file's media type is not of the form type/subtype.");
        }

        file.Headers.ContentType = type;
        form.Add(new StringContent("whatsapp"), "messaging_product");
        form.Add(new StringContent(mimeType), "type");
        form.Add(file, "file", SafeName(fileName));
        ProviderReply reply = await graph.UploadAsync(settings, $"{settings.PhoneNumberId}/media", form, cancellationToken);
        return reply.IsSuccess && MetaJson.TryRead(reply.Body, MetaJsonContext.Default.MediaAnswer) is { Id: { Length: > 0 } id }
            ? MediaSource.FromId(id)
            : throw new MediaUnavailableException(reply.Status == 0 ? "Meta could not be reached for the upload." : $"Meta did not take the file: it answered {reply.Status}.");
    }

    private async ValueTask<string?> ResolveAsync(MetaSettings settings, string id, long maxBytes, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > 256 || !id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new MediaUnavailableException("The file's id is not one of Meta's.");
        }

        ProviderReply reply = await graph.GetAsync(settings, $"{id}?phone_number_id={settings.PhoneNumberId}", cancellationToken);
        if (!reply.IsSuccess || MetaJson.TryRead(reply.Body, MetaJsonContext.Default.MediaAnswer) is not { Url: not null } answer)
        {
            throw new MediaUnavailableException(reply.Status == 0 ? "Meta could not be reached for the file's address." : $"Meta did not tell the file's address: it answered {reply.Status}.");
        }

        return answer.FileSize > maxBytes ? throw new MediaTooLargeException(maxBytes) : answer.Url;
    }

    private ValueTask<MediaDownload> FetchAsync(string? url, MetaSettings settings, long maxBytes, CancellationToken cancellationToken) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
            ? fetcher.FetchAsync(address, settings.Media, maxBytes, cancellationToken)
            : throw new MediaUnavailableException("The file has no address.");

    private MetaSettings Settings() => account.Settings ?? throw new MediaUnavailableException("The account's settings are not valid.");

    private static string SafeName(string? name)
    {
        string plain = name is null ? string.Empty : string.Concat(name.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ')).Trim();
        return plain.Length == 0 ? "file" : plain;
    }
}
