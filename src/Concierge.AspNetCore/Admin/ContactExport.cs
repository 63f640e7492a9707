using System.Globalization;
using System.Text;
using System.Text.Json;
using Concierge.Storage;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>Everybody as one file, written while it is read, so that its size does not matter.</summary>
internal sealed class ContactExport(IConversationStore store, TimeProvider clock)
{
    private const int PageSize = 500;
    private const string ByteOrderMark = "\uFEFF";

    /// <summary>Stores may keep times less exactly than summaries tell them.</summary>
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(1);

    public async Task ExportAsync(HttpContext context)
    {
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"contacts.csv\"";
        context.Response.Headers.CacheControl = "no-store";
        var rows = new StringBuilder(ByteOrderMark);
        Csv.Write(
            rows, "conversation", "account", "name", "display_name", "username", "phone", "addresses", "group", "language", "labels", "roles", "consent", "consent_at",
            "refuses_marketing", "blocked", "fields", "created_at", "last_activity_at", "last_inbound_at", "messages_in", "messages_out");
        var written = new HashSet<string>(StringComparer.Ordinal);
        DateTimeOffset began = clock.GetUtcNow();
        await WriteAsync(context, rows, written, until: null);

        // Who wrote in the meantime has moved to the top of the list and may have been passed over.
        await WriteAsync(context, rows, written, until: began);
        await FlushAsync(context, rows);
    }

    /// <summary>Walks from the latest to the oldest. Several may have the same time, on both sides of a page's end.</summary>
    private async Task WriteAsync(HttpContext context, StringBuilder rows, HashSet<string> written, DateTimeOffset? until)
    {
        DateTimeOffset? before = null;
        int limit = PageSize;
        while (true)
        {
            IReadOnlyList<ConversationSummary> page = await store.ListAsync(before, limit, context.RequestAborted);
            foreach (ConversationSummary summary in page)
            {
                if (written.Add(summary.Id.Value))
                {
                    await AppendAsync(rows, summary, context.RequestAborted);
                }
            }

            await FlushAsync(context, rows);
            if (page.Count < limit || page[^1].LastActivityAt < until - Resolution)
            {
                return;
            }

            DateTimeOffset next = page[^1].LastActivityAt + Resolution;
            limit = next < before || before is null ? PageSize : limit * 2;
            before = next < before || before is null ? next : before;
        }
    }

    private async ValueTask AppendAsync(StringBuilder rows, ConversationSummary summary, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(summary.Id, cancellationToken) is not { } stored)
        {
            return;
        }

        ConversationDocument document = ConciergeJson.ReadDocument(stored.Document.Span);
        if (document.MergedInto is not null)
        {
            // The person is listed once: with the conversation that answers now.
            return;
        }

        ContactProfile profile = document.Profile;
        Csv.Write(
            rows,
            document.Id.Value,
            document.Account,
            profile.Name ?? document.Contact.DisplayName,
            document.Contact.DisplayName,
            document.Contact.Username,
            document.Contact.Find(ContactAddressKind.Phone),
            string.Join(' ', document.Contact.Addresses.Select(static address => address.Value)),
            document.Group?.Value,
            profile.Language,
            string.Join("; ", profile.Labels),
            string.Join("; ", profile.Roles),
            profile.Consent.ToString(),
            Time(profile.ConsentAt),
            profile.RefusesMarketing ? "true" : "false",
            profile.IsBlocked ? "true" : "false",
            Fields(profile),
            Time(document.CreatedAt),
            Time(document.LastActivityAt),
            Time(document.LastInboundAt),
            document.InboundCount.ToString(CultureInfo.InvariantCulture),
            document.OutboundCount.ToString(CultureInfo.InvariantCulture));
    }

    private static async ValueTask FlushAsync(HttpContext context, StringBuilder rows)
    {
        await context.Response.WriteAsync(rows.ToString(), Encoding.UTF8, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        rows.Clear();
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Fields(ContactProfile profile)
    {
        if (profile.Fields.Count == 0)
        {
            return null;
        }

        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach ((string name, string value) in profile.Fields)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }
}
