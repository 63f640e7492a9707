using System.Text.Json;
using Concierge.Storage;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>What conversations left behind as records: visits to services, and actions that wait for a colleague.</summary>
internal sealed class RecordEndpoints(IServiceProvider services, TimeProvider clock)
{
    private readonly IRecordStore? _records = (IRecordStore?)services.GetService(typeof(IRecordStore));

    public async Task SessionsAsync(HttpContext context)
    {
        IReadOnlyList<StoredRecord> page = _records is null
            ? []
            : await _records.ListAsync(ServiceSession.Collection, string.Empty, context.Request.Query["after"], AdminRequest.Limit(context), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => ConversationEndpoints.WriteArray(writer, "sessions", page, Write));
    }

    public Task ApprovalsAsync(HttpContext context) => ListApprovalsAsync(context, string.Empty);

    public Task ApprovalsOfAsync(HttpContext context) => ListApprovalsAsync(context, $"{AdminRequest.Conversation(context).Value}.");

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

    /// <summary>A record as it is, where it is JSON, or how long it is.</summary>
    internal static void Write(Utf8JsonWriter writer, StoredRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("id", record.Id);
        if (IsJson(record.Content))
        {
            writer.WritePropertyName("content");
            writer.WriteRawValue(record.Content.Span);
        }
        else
        {
            writer.WriteNumber("length", record.Content.Length);
        }

        writer.WriteEndObject();
    }

    internal static bool IsJson(ReadOnlyMemory<byte> content)
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
