using System.Text.Json;
using Concierge.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Concierge.AspNetCore.Admin;

/// <summary>What conversations left behind as records: visits to services, artifacts, and actions that wait for a colleague.</summary>
internal sealed class RecordEndpoints(IServiceProvider services, TimeProvider clock)
{
    private readonly IRecordStore? _records = (IRecordStore?)services.GetService(typeof(IRecordStore));

    public Task SessionsAsync(HttpContext context) => ListAsync(context, ServiceSession.Collection, "sessions", string.Empty);

    public Task ArtifactsAsync(HttpContext context) => ListAsync(context, Artifact.Collection, "artifacts", string.Empty);

    public Task ArtifactsOfAsync(HttpContext context) => ListAsync(context, Artifact.Collection, "artifacts", $"{AdminRequest.Conversation(context).Value}.");

    public Task ApprovalsAsync(HttpContext context) => ListApprovalsAsync(context, string.Empty);

    public Task ApprovalsOfAsync(HttpContext context) => ListApprovalsAsync(context, $"{AdminRequest.Conversation(context).Value}.");

    /// <summary>An artifact's bytes, as a file.</summary>
    public async Task ArtifactAsync(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["artifact"]!;
        if (_records is null || id.Length > IRecordStore.MaxNameLength || await _records.LoadAsync(Artifact.Collection, id, context.RequestAborted) is not { } record)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no artifact with this id.");
            return;
        }

        Artifact? artifact = Artifact.Read(record);
        ReadOnlyMemory<byte> content = artifact?.Content ?? record.Content;
        bool isJson = artifact is { Data: not null } || (artifact is null && IsJson(content));

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

    /// <summary>What can still be decided. One that has just expired waits for its timer only.</summary>
    private async Task ListApprovalsAsync(HttpContext context, string prefix)
    {
        IReadOnlyList<StoredRecord> page = _records is null
            ? []
            : await _records.ListAsync(PendingApproval.Collection, prefix, context.Request.Query["after"], AdminRequest.Limit(context), context.RequestAborted);
        DateTimeOffset now = clock.GetUtcNow();
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
        {
            ConversationEndpoints.WriteArray(
                writer,
                "approvals",
                [.. page.Where(record => ConciergeJson.ReadApproval(record.Content.Span).ExpiresAt > now)],
                static (w, record) => w.WriteRawValue(record.Content.Span, skipInputValidation: true));
            if (page.Count > 0)
            {
                writer.WriteString("last", page[^1].Id);
            }
        });
    }

    private async Task ListAsync(HttpContext context, string collection, string name, string prefix)
    {
        IReadOnlyList<StoredRecord> page = _records is null
            ? []
            : await _records.ListAsync(collection, prefix, context.Request.Query["after"], AdminRequest.Limit(context), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => ConversationEndpoints.WriteArray(writer, name, page, (w, record) =>
        {
            w.WriteStartObject();
            w.WriteString("id", record.Id);
            if (collection == Artifact.Collection && Artifact.Read(record) is { Data: null } file)
            {
                w.WritePropertyName("content");
                WriteFile(w, file);
                w.WriteNumber("length", file.Content.Length);
            }
            else if (IsJson(record.Content))
            {
                w.WritePropertyName("content");
                w.WriteRawValue(record.Content.Span);
            }
            else
            {
                w.WriteNumber("length", record.Content.Length);
            }

            w.WriteEndObject();
        }));
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

    private static bool IsJson(ReadOnlyMemory<byte> content)
    {
        var reader = new Utf8JsonReader(content.Span);
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
