using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Chatwoot;

/// <summary>Reads a message to create: what Chatwoot refuses, what WhatsApp will refuse later, and what the phone shows. Used for one message.</summary>
internal sealed class ChatwootMessageReader(PhoneLine line, MediaLibrary library)
{
    private const int MaxContent = 150_000;
    private const int MaxText = 4096;
    private const int MaxQuestion = 1024;
    private const int MaxButtons = 3;
    private const int MaxRows = 10;
    private const int MaxButtonTitle = 20;
    private const int MaxRowTitle = 24;
    private static readonly string[] ItemMembers = ["title", "value"];

    /// <summary>Why <see cref="Read"/> gave nothing.</summary>
    public ChatwootError? Error { get; private set; }

    /// <summary>Why WhatsApp refuses what Chatwoot took, or null.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether it may be sent when the service window is closed.</summary>
    public bool IsTemplate { get; private set; }

    public Bubble? Read(JsonObject body, StoredMedia? uploaded)
    {
        string text = WireJson.Text(body["content"]) ?? string.Empty;
        StoredMedia? file = uploaded ?? library.Find(line, WireJson.Items(body["attachments"]).Select(WireJson.Text).FirstOrDefault());
        bool isPrivate = body["private"] is JsonValue flag && flag.GetValueKind() == JsonValueKind.True;
        if (WireJson.Items(body["attachments"]).Count > 0 && file is null)
        {
            return Fail("The attachment's blob id is not valid");
        }

        if (text.Length > MaxContent || (text.Length == 0 && file is null))
        {
            return Fail(text.Length == 0 ? "Content can't be blank" : "Content is too long");
        }

        string shown = ChatwootMarkup.ToWhatsApp(text);
        IsTemplate = body["template_params"] is JsonObject;
        return isPrivate ? new Bubble { Kind = "note", Text = text }
            : file is not null ? File(file, shown)
            : WireJson.Text(body["content_type"]) == "input_select" ? Question(shown, body["content_attributes"]?["items"])
            : IsTemplate ? new Bubble { Kind = "template", Header = WireJson.Text(body["template_params"]!["name"]), Text = shown }
            : Text(shown);
    }

    private Bubble? Fail(string message)
    {
        Error = new ChatwootError(422, message);
        return null;
    }

    private Bubble Text(string text)
    {
        Refusal = text.Length > MaxText ? $"The text has more than {MaxText} characters" : null;
        return new Bubble { Kind = "text", Text = text };
    }

    // The text under a sound is lost on its way to WhatsApp.
    private static Bubble File(StoredMedia file, string text)
    {
        string type = file.MimeType.Split('/')[0];
        string kind = type is "image" or "audio" or "video" ? type : "document";
        return new Bubble { Kind = kind, MediaId = file.Id, MimeType = file.MimeType, FileName = file.FileName, Text = kind == "audio" || text.Length == 0 ? null : text };
    }

    private Bubble? Question(string text, JsonNode? items)
    {
        Option[] options = [.. WireJson.Items(items).Select(static item => new Option(WireJson.Text(item?["value"]) ?? string.Empty, WireJson.Text(item?["title"]) ?? string.Empty))];
        bool isValid = WireJson.Items(items).All(static item => item is JsonObject fields && fields.Count == 2 && ItemMembers.All(fields.ContainsKey));
        if (options.Length == 0 || !isValid || Array.Exists(options, static option => option.Title.Length == 0))
        {
            return Fail("Content attributes items have a title and a value each, and nothing else");
        }

        bool isList = options.Length > MaxButtons;
        int most = isList ? MaxRowTitle : MaxButtonTitle;
        Refusal = options.Length > MaxRows ? $"There are more than {MaxRows} choices"
            : Array.Exists(options, option => option.Title.Length > most) ? $"A title has more than {most} characters"
            : text.Length > MaxQuestion ? $"The question has more than {MaxQuestion} characters"
            : null;
        return isList
            ? new Bubble { Kind = "choice", Text = text, ListButton = "Choose an item", Sections = [new OptionSection(null, options)] }
            : new Bubble { Kind = "choice", Text = text, Buttons = options };
    }
}
