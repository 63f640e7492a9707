using System.Globalization;
using System.Text.Json;
using Concierge.Channels;
using Concierge.Storage;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>What is known of a person, what is to be sent to one, and the end of it all.</summary>
internal sealed class ContactEndpoints(IConversationStore store, IConciergeDesk desk, IConciergeMessenger messenger, IServiceProvider services)
{
    private readonly IErasureStore? _erasures = (IErasureStore?)services.GetService(typeof(IErasureStore));

    public async Task ProfileAsync(HttpContext context)
    {
        if (await LoadAsync(context) is { } document)
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => Write(writer, document));
        }
    }

    public async Task ChangeProfileAsync(HttpContext context)
    {
        if (await LoadAsync(context) is not { } document || await BodyAsync(context) is not { } body)
        {
            return;
        }

        if (!ProfileChange.TryRead(body, out UpdateProfileCommand? update, out string? problem))
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a change", problem);
            return;
        }

        await QueuedAsync(context, await desk.UpdateProfileAsync(document.Id, update, CancellationToken.None));
    }

    public async Task TimersAsync(HttpContext context)
    {
        if (await LoadAsync(context) is { } document)
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer =>
                ConversationEndpoints.WriteArray(writer, "timers", [.. document.Timers.OrderBy(static timer => timer.DueAt)], static (w, timer) =>
                {
                    w.WriteStartObject();
                    w.WriteString("id", timer.Id);
                    w.WriteString("handler", timer.Handler);
                    w.WriteString("dueAt", timer.DueAt);
                    w.WriteBoolean("isRaised", timer.IsRaised);
                    if (timer.Data is { } data)
                    {
                        w.WritePropertyName("data");
                        data.WriteTo(w);
                    }

                    w.WriteEndObject();
                }));
        }
    }

    public async Task SendAsync(HttpContext context)
    {
        if (await LoadAsync(context) is not { } document || await BodyAsync(context) is not { } body)
        {
            return;
        }

        if (!SendRequest.TryRead(body, out SendRequest? request, out string? problem))
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Nothing to send", problem);
            return;
        }

        SendTicket ticket = await messenger.SendAsync(document.Id, request.Message, request.At, request.Id, CancellationToken.None);
        if (ticket.Status != AppendStatus.Stored)
        {
            await QueuedAsync(context, ticket.Status);
            return;
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status202Accepted, writer =>
        {
            writer.WriteString("status", "queued");
            writer.WriteString("id", ticket.Id);
        });
    }

    public async Task CancelAsync(HttpContext context)
    {
        if (await LoadAsync(context) is { } document)
        {
            await QueuedAsync(context, await messenger.CancelAsync(document.Id, (string)context.Request.RouteValues["timer"]!, CancellationToken.None));
        }
    }

    public async Task EraseAsync(HttpContext context)
    {
        if (_erasures is null)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status501NotImplemented, "Cannot erase", "The store of this host does not erase.");
        }
        else if (await LoadAsync(context) is { } document)
        {
            await QueuedAsync(context, await desk.EraseAsync(document.Id, CancellationToken.None));
        }
    }

    public async Task ErasuresAsync(HttpContext context)
    {
        IReadOnlyList<ErasedConversation> page = _erasures is null
            ? []
            : await _erasures.ListErasedAsync(AdminRequest.Time(context, "erasedBefore"), AdminRequest.Limit(context), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, writer => ConversationEndpoints.WriteArray(writer, "erasures", page, static (w, erased) =>
        {
            w.WriteStartObject();
            w.WriteString("conversation", erased.Id.Value);
            w.WriteString("at", erased.At);
            w.WriteEndObject();
        }));
    }

    private static void Write(Utf8JsonWriter writer, ConversationDocument document)
    {
        ContactProfile profile = document.Profile;
        writer.WriteString("name", profile.Name);
        writer.WriteString("displayName", document.Contact.DisplayName);
        writer.WriteString("username", document.Contact.Username);
        ConversationEndpoints.WriteArray(writer, "addresses", document.Contact.Addresses, static (w, address) =>
        {
            w.WriteStartObject();
            w.WriteString("kind", address.Kind.ToString());
            w.WriteString("value", address.Value);
            w.WriteEndObject();
        });
        writer.WriteString("language", profile.Language);
        writer.WriteBoolean("isLanguageGiven", profile.IsLanguageGiven);
        ConversationEndpoints.WriteArray(writer, "labels", profile.Labels, static (w, label) => w.WriteStringValue(label));
        ConversationEndpoints.WriteArray(writer, "roles", profile.Roles, static (w, role) => w.WriteStringValue(role));
        writer.WriteStartObject("fields");
        foreach ((string name, string value) in profile.Fields)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WriteString("consent", profile.Consent.ToString());
        writer.WriteString("consentAt", profile.ConsentAt?.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteBoolean("refusesMarketing", profile.RefusesMarketing);
        writer.WriteBoolean("isBlocked", profile.IsBlocked);
    }

    /// <summary>The document; null when the call was answered because there is none.</summary>
    private async ValueTask<ConversationDocument?> LoadAsync(HttpContext context)
    {
        ConversationId id = AdminRequest.Conversation(context);
        if (!id.IsAccount && await store.LoadAsync(id, context.RequestAborted) is { } stored)
        {
            return ConciergeJson.ReadDocument(stored.Document.Span);
        }

        await JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no conversation with this id.");
        return null;
    }

    private static async ValueTask<JsonElement?> BodyAsync(HttpContext context)
    {
        JsonElement? body = await AdminRequest.ObjectAsync(context);
        if (body is null)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "Unreadable body", "Send a JSON object of at most 64 KiB.");
        }

        return body;
    }

    private static Task QueuedAsync(HttpContext context, AppendStatus status) => status == AppendStatus.Stored
        ? JsonAnswer.WriteAsync(context, StatusCodes.Status202Accepted, static writer => writer.WriteString("status", "queued"))
        : JsonAnswer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Not stored", "The store cannot take it now. Try again in a few seconds.");
}
