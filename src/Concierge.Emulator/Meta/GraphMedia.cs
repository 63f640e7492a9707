using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Meta;

/// <summary>Files: upload, look-up, download, deletion.</summary>
internal sealed class GraphMedia(PhoneLines lines, MediaLibrary library)
{
    public async Task UploadAsync(HttpContext context)
    {
        (PhoneLine? line, GraphError? refused) = GraphAccess.Check(context, lines, candidate => (string?)context.Request.RouteValues["phone"] == candidate.Setting("PhoneNumberId"));
        if (line is null)
        {
            await refused!.WriteAsync(context);
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
        StoredMedia stored = library.Add(string.IsNullOrEmpty(type) ? file.ContentType : type, file.FileName, content.ToArray(), line);
        await WireAnswer.JsonAsync(context, new JsonObject { ["id"] = stored.Id });
    }

    public Task ResolveAsync(HttpContext context) => WithMediaAsync(context, (_, media) => WireAnswer.JsonAsync(context, new JsonObject
    {
        ["messaging_product"] = "whatsapp",
        ["url"] = $"{context.Request.Scheme}://{context.Request.Host}/emulator/graph/download/{media.Id}",
        ["mime_type"] = media.MimeType,
        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(media.Content)),
        ["file_size"] = media.Content.Length,
        ["id"] = media.Id,
    }));

    public Task DownloadAsync(HttpContext context) => WithMediaAsync(context, (_, media) => WireAnswer.FileAsync(context, media));

    public Task DeleteAsync(HttpContext context) => WithMediaAsync(context, (line, media) =>
        WireAnswer.JsonAsync(context, new JsonObject { ["success"] = library.Remove(line, media.Id) }));

    private Task WithMediaAsync(HttpContext context, Func<PhoneLine, StoredMedia, Task> answer)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        (PhoneLine? line, GraphError? refused) = GraphAccess.Check(context, lines, candidate => library.Find(candidate, id) is not null);
        if (line is null)
        {
            return refused!.WriteAsync(context);
        }

        return library.Find(line, id) is { } media
            ? answer(line, media)
            : new GraphError(400, 100, "Invalid parameter", "There is no object with this id.").WriteAsync(context);
    }
}
