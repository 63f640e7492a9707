using System.Text.Json;
using Concierge.Storage;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>What conversations left behind as records: visits to services, artifacts, and actions that wait for a colleague.</summary>
internal sealed class RecordEndpoints(IServiceProvider services, TimeProvider clock)
{
    private const string Artifacts = "artifacts";

    private readonly IRecordStore? _records = (IRecordStore?)services.GetService(typeof(IRecordStore));

    public Task SessionsAsync(HttpContext context) => ListAsync(context, ServiceSession.Collection, "sessions", string.Empty);

    public Task ArtifactsAsync(HttpContext context) => ListAsync(context, Artifacts, "artifacts", string.Empty);

    public Task ArtifactsOfAsync(HttpContext context) => ListAsync(context, Artifacts, "artifacts", $"{AdminRequest.Conversation(context).Value}.");

    public Task ApprovalsAsync(HttpContext context) => ListApprovalsAsync(context, string.Empty);

    public Task ApprovalsOfAsync(HttpContext context) => ListApprovalsAsync(context, $"{AdminRequest.Conversation(context).Value}.");

    /// <summary>An artifact's bytes, as a file.</summary>
    public async Task ArtifactAsync(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["artifact"]!;
        if (_records is null || id.Length > IRecordStore.MaxNameLength || await _records.LoadAsync(Artifacts, id, context.RequestAborted) is not { } record)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no artifact with this id.");
            return;
        }

        // What a person sent in must never run in a colleague's browser.
        context.Response.ContentType = IsJson(record.Content) ? "application/json; charset=utf-8" : "application/octet-stream";
        context.Response.Headers.ContentDisposition = "attachment";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(record.Content, context.RequestAborted);
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
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => ConversationEndpoints.WriteArray(writer, name, page, static (w, record) =>
        {
            w.WriteStartObject();
            w.WriteString("id", record.Id);
            if (IsJson(record.Content))
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
