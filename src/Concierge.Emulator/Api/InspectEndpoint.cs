using System.Text;
using System.Text.Json;
using Concierge.Channels;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Concierge.Emulator.Api;

/// <summary>Shows how a channel's reader understands a raw webhook body. Nothing is verified, stored or answered.</summary>
internal sealed class InspectEndpoint(ConciergeJourney journey, PhoneLines lines)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        string name = (string)context.Request.RouteValues["channel"]!;
        IChannel? channel = journey.FindChannel(name, null) ?? journey.Channels.FirstOrDefault(known => known.Account.Channel == name);
        if (channel is null)
        {
            string known = string.Join(", ", journey.Channels.Select(other => other.Account.Channel).Distinct());
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync($"There is no channel of this name. Known: {known}.", context.RequestAborted);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > MaxBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        byte[] posted = body.ToArray();
        byte[] adopted = lines.FindRegistered(channel.Account) is { } line ? line.Provider.Adopt(line, posted) : posted;
        IHeaderDictionary headers = context.Request.Headers;
        var request = new WebhookRequest("POST", context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, header => headers[header], adopted);
        var sink = new ChannelEventSink();
        channel.Read(request, sink);
        context.Response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            json.WriteStartArray();
            foreach (ChannelEvent channelEvent in sink.Events)
            {
                Write(json, name, channelEvent.Raw.Equals(request.Body) ? channelEvent with { Raw = posted } : channelEvent);
            }

            json.WriteEndArray();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, string channel, ChannelEvent channelEvent)
    {
        json.WriteStartObject();
        switch (channelEvent)
        {
            case MessageReceived message:
                Describe("message", message.Id, message.Sender);
                WriteBody(json, message.Body);
                break;
            case HandoffReceived handoff:
                Describe("handoff", handoff.Id, handoff.Contact);
                WriteBody(json, handoff.Body);
                Optional(json, "status", handoff.Kind switch
                {
                    HandoffKind.HumanTookOver => "humanTookOver",
                    HandoffKind.BackToBot => "backToBot",
                    _ => null,
                });
                break;
            case ReceiptReceived receipt:
                Describe("receipt", receipt.MessageId, receipt.Recipient);
                json.WriteString("status", receipt.RawStatus);
                break;
            case AccountNotice notice:
                Describe("account", null, notice.Contact);
                Optional(json, "text", notice.Summary);
                Optional(json, "status", notice.Event);
                break;
            default:
                Describe("unknown", null, null);
                break;
        }

        if (!channelEvent.Raw.IsEmpty)
        {
            json.WriteString("raw", Encoding.UTF8.GetString(channelEvent.Raw.Span));
        }

        json.WriteEndObject();

        void Describe(string kind, string? id, ContactIdentity? contact)
        {
            json.WriteString("event", kind);
            Optional(json, "id", id);
            json.WriteString("channel", channel);
            Optional(json, "account", channelEvent.AccountId);
            Optional(json, "contact", contact is null ? null : Best(contact));
            Optional(json, "sentAt", channelEvent.OccurredAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static void WriteBody(Utf8JsonWriter json, MessageBody? body)
    {
        Optional(json, "kind", body?.Kind);
        Optional(json, "text", body?.PlainText);
        Optional(json, "choiceId", body is ChoiceBody { ChoiceId: { Length: > 0 } choice } ? choice : null);
        Optional(json, "status", (body as CallBody)?.Event);
    }

    private static string? Best(ContactIdentity contact) =>
        contact.Find(ContactAddressKind.Phone)
        ?? contact.Find(ContactAddressKind.UserId)
        ?? (contact.Addresses.Count > 0 ? contact.Addresses[0].Value : null);

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
