using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Waha;

/// <summary>Reads a message to send. Used for one message.</summary>
internal sealed class WahaMessageReader(PhoneLine line, MediaLibrary library)
{
    private const int MaxOptions = 12;
    private const string ListKind = "sendList";

    /// <summary>The calls of <c>POST /api/…</c> that send.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["sendText", "sendImage", "sendFile", "sendVoice", "sendVideo", "sendLocation", "sendContactVcard", "sendPoll", ListKind];

    /// <summary>Why <see cref="Read"/> gave nothing.</summary>
    public WahaError? Error { get; private set; }

    public Bubble? Read(string kind, JsonObject body) => kind switch
    {
        "sendText" => WireJson.Text(body["text"]) is { Length: > 0 } text ? new Bubble { Kind = "text", Text = text } : Fail("text must be a string"),
        "sendImage" => File("image", body),
        "sendVideo" => File("video", body),
        "sendVoice" => File("audio", body) is { } voice ? voice with { Voice = true, Text = null } : null,
        "sendFile" => File("document", body),
        "sendLocation" => Location(body),
        "sendContactVcard" => Contact(WireJson.Items(body["contacts"]).FirstOrDefault()),
        "sendPoll" => Poll(body["poll"]),
        ListKind => List(body["message"]),
        _ => WireJson.Text(body["messageId"]) is { Length: > 0 } target
            ? new Bubble { Kind = "reaction", Target = target, Text = WireJson.Text(body["reaction"]) }
            : Fail("messageId must be a string"),
    };

    private static string? Line(string card, string name) => card
        .Split('\n', StringSplitOptions.TrimEntries)
        .Where(part => part.StartsWith(name, StringComparison.OrdinalIgnoreCase) && part.Contains(':', StringComparison.Ordinal))
        .Select(static part => part[(part.IndexOf(':', StringComparison.Ordinal) + 1)..])
        .FirstOrDefault();

    private Bubble? Fail(string message)
    {
        Error = new WahaError(422, message);
        return null;
    }

    private Bubble? File(string kind, JsonObject body)
    {
        JsonNode? file = body["file"];
        string? data = WireJson.Text(file?["data"]);
        string? url = WireJson.Text(file?["url"]);
        string type = WireJson.Text(file?["mimetype"]) ?? "application/octet-stream";
        string? name = WireJson.Text(file?["filename"]);
        if ((data is null) == (url is null))
        {
            return Fail("file needs either data or url");
        }

        var bubble = new Bubble { Kind = kind, Text = WireJson.Text(body["caption"]), MediaUrl = url, MimeType = type, FileName = name };
        if (data is null)
        {
            return bubble;
        }

        byte[] content = new byte[data.Length];
        return Convert.TryFromBase64String(data, content, out int length) && length is > 0 and <= MediaLibrary.MaxBytes
            ? bubble with { MediaId = library.Add(type, name, content[..length], line).Id }
            : Fail("file.data is not Base64, empty or too large");
    }

    private Bubble? Location(JsonObject body) => WireJson.Number(body["latitude"]) is { } latitude && WireJson.Number(body["longitude"]) is { } longitude
        ? new Bubble { Kind = "location", Latitude = latitude, Longitude = longitude, Text = WireJson.Text(body["title"]) }
        : Fail("latitude and longitude must be numbers");

    private Bubble? Contact(JsonNode? contact)
    {
        string card = WireJson.Text(contact?["vcard"]) ?? string.Empty;
        string? name = WireJson.Text(contact?["fullName"]) ?? Line(card, "FN");
        return string.IsNullOrEmpty(name)
            ? Fail("contacts need a vcard or a fullName")
            : new Bubble { Kind = "contacts", Text = name, Phone = WireJson.Text(contact?["phoneNumber"]) ?? Line(card, "TEL") };
    }

    private Bubble? Poll(JsonNode? poll)
    {
        Option[] options = [.. WireJson.Items(poll?["options"]).Select(WireJson.Text).OfType<string>().Select(static option => new Option(option, option))];
        return WireJson.Text(poll?["name"]) is not { Length: > 0 } name || options.Length is < 2 or > MaxOptions
            ? Fail($"poll needs a name and 2 to {MaxOptions} options")
            : new Bubble { Kind = "choice", Text = name, Buttons = options };
    }

    private Bubble? List(JsonNode? message)
    {
        OptionSection[] sections =
        [
            .. WireJson.Items(message?["sections"]).Select(static section => new OptionSection(
                WireJson.Text(section?["title"]),
                [.. WireJson.Items(section?["rows"]).Select(static row => new Option(WireJson.Text(row?["rowId"]) ?? string.Empty, WireJson.Text(row?["title"]) ?? string.Empty, WireJson.Text(row?["description"])))])),
        ];
        return WireJson.Text(message?["button"]) is not { Length: > 0 } button || sections.Length == 0
            ? Fail("message needs a button and sections")
            : new Bubble { Kind = "choice", Header = WireJson.Text(message?["title"]), Text = WireJson.Text(message?["description"]), Footer = WireJson.Text(message?["footer"]), ListButton = button, Sections = sections };
    }
}
