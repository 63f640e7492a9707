using System.Text;
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

    public Task StorageAsync(HttpContext context) => library.Find((string)context.Request.RouteValues["media"]!) is { } media && lines.Find(media.Line)?.Provider is TwilioProvider
        ? WireAnswer.FileAsync(context, media)
        : TwilioError.NotFound.WriteAsync(context);
}
