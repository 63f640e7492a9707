using System.Text.Json;
using Concierge.Storage;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>Conversations: what is stored, as it is stored, and what a colleague may do.</summary>
internal sealed class ConversationEndpoints(IConversationStore store, ITranscriptStore transcripts, IConciergeDesk desk)
{
    public async Task ListAsync(HttpContext context)
    {
        IReadOnlyList<ConversationSummary> page = await store.ListAsync(
            AdminRequest.Time(context, "activeBefore"), AdminRequest.Limit(context), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
            WriteArray(writer, "conversations", page, static (w, summary) => w.WriteRawValue(ConciergeJson.Write(summary), skipInputValidation: true)));
    }

    public async Task ShowAsync(HttpContext context)
    {
        if (await store.LoadAsync(AdminRequest.Conversation(context), context.RequestAborted) is not { } stored)
        {
            await NotFoundAsync(context);
            return;
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteNumber("version", stored.Version);
            writer.WritePropertyName("conversation");
            writer.WriteRawValue(stored.Document.Span, skipInputValidation: true);
        });
    }

    public async Task MessagesAsync(HttpContext context)
    {
        ConversationId id = AdminRequest.Conversation(context);
        IReadOnlyList<TranscriptEntry> page = await transcripts.ReadAsync(
            id, AdminRequest.Before(context), AdminRequest.Limit(context), context.RequestAborted);
        if (page.Count == 0 && await store.LoadAsync(id, context.RequestAborted) is null)
        {
            await NotFoundAsync(context);
            return;
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
            WriteArray(writer, "messages", page, static (w, entry) => w.WriteRawValue(ConciergeJson.Write(entry), skipInputValidation: true)));
    }

    /// <summary>The ledger: finished attempts lie in the transcript, running ones in the document.</summary>
    public async Task AttemptsAsync(HttpContext context)
    {
        ConversationId id = AdminRequest.Conversation(context);
        if (await store.LoadAsync(id, context.RequestAborted) is not { } stored)
        {
            await NotFoundAsync(context);
            return;
        }

        ConversationDocument document = ConciergeJson.ReadDocument(stored.Document.Span);
        IReadOnlyList<TranscriptEntry> page = await transcripts.ReadAsync(
            id, AdminRequest.Before(context), AdminRequest.Limit(context), context.RequestAborted);
        var attempts = document.Owed.SelectMany(reply => reply.Attempts.Select(attempt => (reply.Ordinal, attempt)))
            .Concat(page.SelectMany(entry => entry.Attempts.Select(attempt => (entry.Ordinal, attempt))))
            .DistinctBy(line => line.attempt.AttemptId)
            .OrderByDescending(line => line.attempt.StartedAt)
            .ToList();
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
            WriteArray(writer, "attempts", attempts, static (w, line) => Write(w, line.Ordinal, line.attempt)));
    }

    public async Task TakeOverAsync(HttpContext context)
    {
        if (await BodyAsync(context) is { } body)
        {
            await QueuedAsync(context, await desk.TakeOverAsync(AdminRequest.Conversation(context), body.GetValueOrDefault("by"), CancellationToken.None));
        }
    }

    public async Task HandBackAsync(HttpContext context)
    {
        if (await BodyAsync(context) is { } body)
        {
            await QueuedAsync(context, await desk.HandBackAsync(AdminRequest.Conversation(context), body.GetValueOrDefault("by"), CancellationToken.None));
        }
    }

    /// <summary>The person of this conversation is the person of another one.</summary>
    public async Task MergeAsync(HttpContext context)
    {
        if (await BodyAsync(context) is not { } body)
        {
            return;
        }

        if (body.GetValueOrDefault("into") is not { Length: > 0 } into)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "No conversation", "Send a JSON object with a member \"into\": the id of the conversation that the person keeps.");
            return;
        }

        AppendStatus status;
        try
        {
            status = await desk.MergeAsync(AdminRequest.Conversation(context), new ConversationId(into), body.GetValueOrDefault("by"), CancellationToken.None);
        }
        catch (ArgumentException refused)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Cannot be merged", refused.Message);
            return;
        }

        await QueuedAsync(context, status);
    }

    public async Task DecideAsync(HttpContext context)
    {
        if (await BodyAsync(context) is not { } body)
        {
            return;
        }

        if (body.GetValueOrDefault("decision") is not ("approve" or "refuse") || string.IsNullOrWhiteSpace(body.GetValueOrDefault("action")))
        {
            await JsonAnswer.ProblemAsync(
                context, StatusCodes.Status400BadRequest, "No decision", "Send a JSON object with \"action\", the id that the hand-off's summary names, and \"decision\": \"approve\" or \"refuse\".");
            return;
        }

        await QueuedAsync(context, await desk.DecideAsync(
            AdminRequest.Conversation(context), body["action"], body["decision"] == "approve", body.GetValueOrDefault("by"), CancellationToken.None));
    }

    public async Task ReplyAsync(HttpContext context)
    {
        if (await BodyAsync(context) is not { } body)
        {
            return;
        }

        if (!body.TryGetValue("text", out string? text) || string.IsNullOrWhiteSpace(text))
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "No text", "Send a JSON object with a member \"text\".");
            return;
        }

        await QueuedAsync(context, await desk.ReplyAsync(
            AdminRequest.Conversation(context), new TextMessage(text), body.GetValueOrDefault("by"), CancellationToken.None));
    }

    internal static void WriteArray<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, long ordinal, AttemptRecord attempt)
    {
        writer.WriteStartObject();
        writer.WriteNumber("ordinal", ordinal);
        writer.WriteNumber("number", attempt.Number);
        writer.WriteString("attemptId", attempt.AttemptId);
        writer.WriteString("startedAt", attempt.StartedAt);
        if (attempt.FinishedAt is { } finished)
        {
            writer.WriteString("finishedAt", finished);
        }

        writer.WriteString("outcome", attempt.Outcome);
        writer.WriteString("code", attempt.Code);
        writer.WriteString("detail", attempt.Detail);
        writer.WriteEndObject();
    }

    /// <summary>The call's body; null when the call was answered because there is no such conversation or no readable body.</summary>
    private async ValueTask<Dictionary<string, string>?> BodyAsync(HttpContext context)
    {
        if (await store.LoadAsync(AdminRequest.Conversation(context), context.RequestAborted) is null)
        {
            await NotFoundAsync(context);
            return null;
        }

        Dictionary<string, string>? body = await AdminRequest.BodyAsync(context);
        if (body is null)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Unreadable body", "Send a JSON object of at most 64 KiB, or no body.");
        }

        return body;
    }

    private static Task QueuedAsync(HttpContext context, AppendStatus status) => status == AppendStatus.Stored
        ? JsonAnswer.WriteAsync(context, StatusCodes.Status202Accepted, static writer => writer.WriteString("status", "queued"))
        : JsonAnswer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Not stored", "The store cannot take it now. Try again in a few seconds.");

    private static Task NotFoundAsync(HttpContext context) =>
        JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no conversation with this id.");
}
