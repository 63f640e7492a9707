using System.Text;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Twilio;

/// <summary>Received files: the API asks for credentials and redirects to its storage, which does not.</summary>
internal sealed class TwilioMedia(PhoneLines lines, MediaLibrary library, PhoneNetwork network)
{
    public Task DownloadAsync(HttpContext context)
    {
        IReadOnlyList<PhoneLine> opened = TwilioAccess.Find(context, lines);
        if (opened.Count == 0)
        {
            return TwilioError.Unauthorized.WriteAsync(context);
        }

        string id = (string)context.Request.RouteValues["media"]!;
        if (opened.Any(line => library.Find(line, id) is not null))
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}/emulator/twilio/storage/{Uri.EscapeDataString(id)}";
            return Task.CompletedTask;
        }

        return network.Find((string)context.Request.RouteValues["message"]!) is { Bubble.Kind: "contacts" } card && opened.Any(line => line.Key == card.Line)
            ? WireAnswer.FileAsync(context, new StoredMedia(id, "text/vcard", null, Encoding.UTF8.GetBytes(TwilioMessageWriter.VCard(card.Bubble))))
            : TwilioError.NotFound.WriteAsync(context);
    }

    /// <summary>The files of a message.</summary>
    public Task ListAsync(HttpContext context)
    {
        IReadOnlyList<PhoneLine> opened = TwilioAccess.Find(context, lines);
        if (opened.Count == 0)
        {
            return TwilioError.Unauthorized.WriteAsync(context);
        }

        if (network.Find((string)context.Request.RouteValues["message"]!) is not { } message || !opened.Any(line => line.Key == message.Line))
        {
            return TwilioError.NotFound.WriteAsync(context);
        }

        JsonArray files = message.Bubble.MediaId is not { } id ? [] :
            [new JsonObject { ["sid"] = id, ["parent_sid"] = message.Id, ["content_type"] = library.Find(id)?.MimeType ?? message.Bubble.MimeType }];
        return WireAnswer.JsonAsync(context, new JsonObject { ["media_list"] = files });
    }

    public Task StorageAsync(HttpContext context) => library.Find((string)context.Request.RouteValues["media"]!) is { } media && lines.Find(media.Line)?.Provider is TwilioProvider
        ? WireAnswer.FileAsync(context, media)
        : TwilioError.NotFound.WriteAsync(context);
}
