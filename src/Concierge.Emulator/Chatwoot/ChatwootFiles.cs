using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Chatwoot;

/// <summary>Files: uploads, and addresses that need no token because nobody can guess them, and that redirect to the storage.</summary>
internal sealed class ChatwootFiles(PhoneLines lines, MediaLibrary library)
{
    public async Task UploadAsync(HttpContext context)
    {
        (PhoneLine? line, ChatwootError? refused) = ChatwootAccess.Check(context, lines);
        if (line is null)
        {
            await refused!.WriteAsync(context);
            return;
        }

        IFormCollection form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (form.Files.GetFile("attachment") is not { Length: > 0 and <= MediaLibrary.MaxBytes } file)
        {
            await new ChatwootError(422, "No file or URL provided").WriteAsync(context);
            return;
        }

        StoredMedia stored = await StoreAsync(file, line, context.RequestAborted);
        await WireAnswer.JsonAsync(context, new JsonObject
        {
            ["file_url"] = $"{line.Api}/rails/active_storage/blobs/redirect/{stored.Id}/{Uri.EscapeDataString(file.FileName)}",
            ["blob_key"] = stored.Id,
            ["blob_id"] = stored.Id,
        });
    }

    public async Task<StoredMedia> StoreAsync(IFormFile file, PhoneLine line, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        return library.Add(file.ContentType, file.FileName, content.ToArray(), line);
    }

    public Task RedirectAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        string file = Uri.EscapeDataString((string)context.Request.RouteValues["file"]!);
        string name = Uri.EscapeDataString((string)context.Request.RouteValues["name"]!);
        context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}/emulator/chatwoot/rails/active_storage/disk/{file}/{name}";
        return Task.CompletedTask;
    }

    public Task DownloadAsync(HttpContext context) => library.Find((string)context.Request.RouteValues["file"]!) is { } media && lines.Find(media.Line)?.Provider is ChatwootProvider
        ? WireAnswer.FileAsync(context, media)
        : ChatwootError.NotFound.WriteAsync(context);
}
