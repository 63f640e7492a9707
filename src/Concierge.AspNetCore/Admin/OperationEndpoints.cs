using System.Globalization;
using System.Text;
using System.Text.Json;
using Concierge.Channels;
using Concierge.Storage;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>Dead letters, accounts and the API's own description.</summary>
internal sealed class OperationEndpoints(ConciergeJourney journey, IMailbox mailbox, ITranscriptStore transcripts)
{
    public static async Task OpenApiAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using Stream document = typeof(OperationEndpoints).Assembly.GetManifestResourceStream("openapi.json")!;
        await document.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    public async Task DeadLettersAsync(HttpContext context)
    {
        IReadOnlyList<DeadLetter> page = await mailbox.ListDeadLettersAsync(
            AdminRequest.Before(context), AdminRequest.Limit(context), context.RequestAborted);
        long count = await mailbox.CountDeadLettersAsync(context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteNumber("count", count);
            ConversationEndpoints.WriteArray(writer, "deadLetters", page, Write);
        });
    }

    public async Task ReplayAsync(HttpContext context)
    {
        bool isNumber = long.TryParse((string?)context.Request.RouteValues["id"], NumberStyles.None, CultureInfo.InvariantCulture, out long id);
        if (isNumber && await mailbox.ReplayAsync(id, CancellationToken.None))
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status202Accepted, static writer => writer.WriteString("status", "queued"));
            return;
        }

        await JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no dead letter with this id; it may have been replayed.");
    }

    public Task AccountsAsync(HttpContext context) => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
        ConversationEndpoints.WriteArray(writer, "accounts", journey.Channels, Write));

    public async Task AccountEventsAsync(HttpContext context)
    {
        var account = new AccountKey((string)context.Request.RouteValues["channel"]!, (string)context.Request.RouteValues["name"]!);
        if (journey.FindChannel(account.Channel, account.Name) is null)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no account with this name.");
            return;
        }

        IReadOnlyList<TranscriptEntry> page = await transcripts.ReadAsync(
            ConversationId.ForAccount(account), AdminRequest.Before(context), AdminRequest.Limit(context), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
            ConversationEndpoints.WriteArray(writer, "events", page, static (w, entry) => w.WriteRawValue(ConciergeJson.Write(entry), skipInputValidation: true)));
    }

    private static void Write(Utf8JsonWriter writer, DeadLetter letter)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", letter.Id);
        writer.WriteString("conversation", letter.Conversation.Value);
        writer.WriteString("kind", letter.Kind.ToString());
        writer.WriteString("reason", letter.Reason);
        writer.WriteString("at", letter.At);
        writer.WriteString("payload", Encoding.UTF8.GetString(letter.Payload.Span));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, IChannel channel)
    {
        writer.WriteStartObject();
        writer.WriteString("account", channel.Account.ToString());
        writer.WriteString("webhook", channel.Account.Name == AccountKey.DefaultName
            ? $"/webhooks/{channel.Account.Channel}"
            : $"/webhooks/{channel.Account.Channel}/{channel.Account.Name}");
        writer.WriteStartArray("providerIds");
        foreach (string id in channel.AccountIds)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
        writer.WriteNumber("maxTextLength", channel.Capabilities.MaxTextLength);
        writer.WriteNumber("maxButtons", channel.Capabilities.MaxButtons);
        writer.WriteNumber("maxListRows", channel.Capabilities.MaxListRows);
        writer.WriteBoolean("templates", channel.Capabilities.Templates);
        writer.WriteBoolean("media", channel is IMediaChannel);
        writer.WriteBoolean("typing", channel is ITypingChannel);
        writer.WriteBoolean("readReceipts", channel is IReadReceiptChannel);
        writer.WriteEndObject();
    }
}
