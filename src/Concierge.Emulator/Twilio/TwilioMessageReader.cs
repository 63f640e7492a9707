using System.Globalization;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Twilio;

/// <summary>Reads a message to send and checks it against Twilio's documented limits. Used for one message.</summary>
internal sealed class TwilioMessageReader(PhoneLine line, TwilioContents contents)
{
    private const int MaxBody = 1600;
    private const string Place = "geo:";

    /// <summary>Why <see cref="Read"/> gave nothing.</summary>
    public TwilioError? Error { get; private set; }

    /// <summary>The number it is for, digits only.</summary>
    public string Recipient { get; private set; } = string.Empty;

    /// <summary>Whether it may be sent when the service window is closed.</summary>
    public bool IsTemplate { get; private set; }

    public Bubble? Read(IFormCollection form)
    {
        string? to = form["To"];
        Recipient = TwilioAddress.Digits(to) ?? string.Empty;
        string body = form["Body"].ToString();
        string content = form["ContentSid"].ToString();
        if (Recipient.Length == 0)
        {
            return Fail(21211, "The 'To' number is not a valid phone number");
        }

        if (form["StatusCallback"].ToString() is { Length: > 0 } callback && !(Uri.TryCreate(callback, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"))
        {
            return Fail(21609, "The 'StatusCallback' is not a valid URL");
        }

        if (form["MediaUrl"].Count > 1)
        {
            return Fail(21623, "WhatsApp takes one file in a message");
        }

        if (body.Length > MaxBody)
        {
            return Fail(21617, $"The concatenated message body exceeds the {MaxBody} character limit");
        }

        if (content.Length > 0)
        {
            return ReadContent(content, form["ContentVariables"].ToString());
        }

        return ReadPlace(form["PersistentAction"].ToString(), body) ?? File(form["MediaUrl"].ToString(), body) ?? Text(body);
    }

    private Bubble? Fail(int code, string message)
    {
        Error ??= new TwilioError(400, code, message);
        return null;
    }

    private Bubble? ReadContent(string sid, string variables)
    {
        var reader = new TwilioContentReader();
        Bubble? bubble = reader.Read(sid, contents.Find(line.Setting("AccountSid"), sid), variables);
        Error = reader.Error;
        IsTemplate = bubble?.Kind == "template";
        return bubble;
    }

    private Bubble? Text(string body) =>
        body.Length == 0 ? Fail(21619, "A text, a file or a content is required to send a message") : new Bubble { Kind = "text", Text = body };

    private Bubble? File(string link, string body)
    {
        if (link.Length == 0)
        {
            return null;
        }

        if (!Uri.TryCreate(link, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            return Fail(21620, "The media URL is not valid");
        }

        string kind = KindOf(Path.GetExtension(address.AbsolutePath));
        bool hasCaption = kind is "image" or "video";
        return new Bubble { Kind = kind, MediaUrl = link, FileName = Path.GetFileName(address.AbsolutePath), Text = hasCaption && body.Length > 0 ? body : null };
    }

    private Bubble? ReadPlace(string action, string body)
    {
        if (!action.StartsWith(Place, StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = action[Place.Length..].Split('|', 2);
        string[] degrees = parts[0].Split(',');
        return degrees.Length == 2
            && double.TryParse(degrees[0], CultureInfo.InvariantCulture, out double latitude)
            && double.TryParse(degrees[1], CultureInfo.InvariantCulture, out double longitude)
            ? new Bubble { Kind = "location", Latitude = latitude, Longitude = longitude, Text = parts.Length == 2 ? parts[1] : null, Address = body.Length > 0 ? body : null }
            : Fail(21620, "The persistent action is not geo:latitude,longitude|label");
    }

    // Twilio asks the link for its type; the emulator goes by the name, because the link may lead nowhere from here.
    private static string KindOf(string extension) => extension.ToLowerInvariant() switch
    {
        ".png" or ".jpg" or ".jpeg" => "image",
        ".webp" => "sticker",
        ".mp4" or ".3gp" => "video",
        ".ogg" or ".mp3" or ".aac" or ".amr" or ".m4a" or ".wav" => "audio",
        _ => "document",
    };
}
