using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Meta;

/// <summary>Files: upload, look-up, download, deletion.</summary>
internal sealed class GraphMedia(GraphSettings settings, MediaLibrary library)
{
    public async Task UploadAsync(HttpContext context)
    {
        if (GraphAccess.Check(context, settings) is { } refused)
        {
            await refused.WriteAsync(context);
            return;
        }

        if (!context.Request.HasFormContentType)
        {
            await GraphError.Missing("file").WriteAsync(context);
            return;
        }

        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["messaging_product"] != "whatsapp" || form.Files.GetFile("file") is not { } file)
        {
            await GraphError.Missing(form["messaging_product"] == "whatsapp" ? "file" : "messaging_product").WriteAsync(context);
            return;
        }

        if (file.Length is 0 or > MediaLibrary.MaxBytes)
        {
            await new GraphError(400, 131053, "Media upload error", $"The file is empty or larger than {MediaLibrary.MaxBytes} bytes.").WriteAsync(context);
            return;
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, context.RequestAborted);
        string? type = form["type"];
        StoredMedia stored = library.Add(string.IsNullOrEmpty(type) ? file.ContentType : type, file.FileName, content.ToArray());
        await GraphAnswer.WriteAsync(context, new JsonObject { ["id"] = stored.Id });
    }

    public Task ResolveAsync(HttpContext context) => WithMediaAsync(context, media => GraphAnswer.WriteAsync(context, new JsonObject
    {
        ["messaging_product"] = "whatsapp",
        ["url"] = $"{context.Request.Scheme}://{context.Request.Host}/emulator/graph/download/{media.Id}",
        ["mime_type"] = media.MimeType,
        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(media.Content)),
        ["file_size"] = media.Content.Length,
        ["id"] = media.Id,
    }));

    public Task DownloadAsync(HttpContext context) => WithMediaAsync(context, media =>
    {
        context.Response.ContentType = media.MimeType;
        context.Response.ContentLength = media.Content.Length;
        return context.Response.Body.WriteAsync(media.Content, context.RequestAborted).AsTask();
    });

    public Task DeleteAsync(HttpContext context) => WithMediaAsync(context, media =>
        GraphAnswer.WriteAsync(context, new JsonObject { ["success"] = library.Remove(media.Id) }));

    private Task WithMediaAsync(HttpContext context, Func<StoredMedia, Task> answer)
    {
        if (GraphAccess.Check(context, settings) is { } refused)
        {
            return refused.WriteAsync(context);
        }

        string id = (string)context.Request.RouteValues["id"]!;
        return library.Find(id) is { } media
            ? answer(media)
            : new GraphError(400, 100, "Invalid parameter", "There is no object with this id.").WriteAsync(context);
    }
}
