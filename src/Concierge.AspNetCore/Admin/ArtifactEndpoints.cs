using System.Buffers;
using System.Text.Json;
using Concierge.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Concierge.AspNetCore.Admin;

/// <summary>What conversations left behind: data and files.</summary>
internal sealed class ArtifactEndpoints(IServiceProvider services)
{
    /// <summary>So many are in memory with their bytes at a time.</summary>
    private const int MostAtOnce = 16;

    private readonly IRecordStore? _records = (IRecordStore?)services.GetService(typeof(IRecordStore));

    public Task ListAsync(HttpContext context) => ListAsync(context, string.Empty);

    public Task ListOfAsync(HttpContext context) => ListAsync(context, $"{AdminRequest.Conversation(context).Value}.");

    /// <summary>An artifact's bytes, as a file.</summary>
    public async Task DownloadAsync(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["artifact"]!;
        if (_records is null || id.Length > IRecordStore.MaxNameLength || await _records.LoadAsync(Artifact.Collection, id, context.RequestAborted) is not { } record)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no artifact with this id.");
            return;
        }

        Artifact? artifact = Artifact.Read(record);
        ReadOnlyMemory<byte> content = artifact?.Content ?? record.Content;
        bool isJson = artifact is { Data: not null } || (artifact is null && RecordEndpoints.IsJson(content));

        // What a person sent in must never run in a colleague's browser.
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(artifact?.FileName ?? (isJson ? $"{id}.json" : id));
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = isJson ? "application/json; charset=utf-8" : artifact?.ContentType ?? "application/octet-stream";
        context.Response.ContentLength = content.Length;
        await context.Response.BodyWriter.WriteAsync(content, context.RequestAborted);
    }

    private async Task ListAsync(HttpContext context, string prefix)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        string? after = context.Request.Query["after"];
        int limit = AdminRequest.Limit(context);
        while (_records is not null && lines.Count < limit)
        {
            int most = Math.Min(MostAtOnce, limit - lines.Count);
            IReadOnlyList<StoredRecord> page = await _records.ListAsync(Artifact.Collection, prefix, after, most, context.RequestAborted);
            lines.AddRange(page.Select(Line));
            if (page.Count < most)
            {
                break;
            }

            after = page[^1].Id;
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
            ConversationEndpoints.WriteArray(writer, "artifacts", lines, static (w, line) => w.WriteRawValue(line.Span, skipInputValidation: true)));
    }

    private static ReadOnlyMemory<byte> Line(StoredRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (Artifact.Read(record) is { Data: null } file)
            {
                writer.WriteStartObject();
                writer.WriteString("id", file.Id);
                writer.WritePropertyName("content");
                WriteFile(writer, file);
                writer.WriteNumber("length", file.Content.Length);
                writer.WriteEndObject();
            }
            else
            {
                RecordEndpoints.Write(writer, record);
            }
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Everything but its bytes, which are downloaded one by one.</summary>
    private static void WriteFile(Utf8JsonWriter writer, Artifact file)
    {
        writer.WriteStartObject();
        writer.WriteString("id", file.Id);
        writer.WriteString("kind", file.Kind);
        if (file.Service is not null)
        {
            writer.WriteString("service", file.Service);
        }

        if (file.Session is not null)
        {
            writer.WriteString("session", file.Session);
        }

        writer.WriteString("conversation", file.Conversation.Value);
        writer.WriteString("account", file.Account);
        writer.WriteString("createdAt", file.CreatedAt);
        writer.WriteString("contentType", file.ContentType);
        if (file.FileName is not null)
        {
            writer.WriteString("fileName", file.FileName);
        }

        writer.WriteEndObject();
    }
}
