using System.Globalization;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Waha;

/// <summary>What WAHA's engine GOWS says about messages.</summary>
internal sealed class WahaPayloads(MediaLibrary library, IIdSource ids)
{
    public const string Engine = "GOWS";
    public const string OwnNumber = "15550001111";

    /// <summary>An event in its envelope.</summary>
    public Webhook Event(PhoneLine line, string name, JsonObject payload, DateTimeOffset at) => new(new JsonObject
    {
        ["id"] = $"evt_{ids.NewId()}",
        ["timestamp"] = at.ToUnixTimeMilliseconds(),
        ["event"] = name,
        ["session"] = WahaProvider.Session(line),
        ["me"] = new JsonObject { ["id"] = WahaChat.Of(OwnNumber), ["pushName"] = "Assistant" },
        ["payload"] = payload,
        ["engine"] = Engine,
        ["environment"] = Environment(),
    }.ToJsonString());

    public static JsonObject Environment() => new() { ["version"] = "2026.7.1", ["engine"] = Engine, ["tier"] = "PLUS", ["browser"] = null };

    /// <summary>A message, as it stands in events and in look-ups.</summary>
    public JsonObject Message(PhoneLine line, Person person, ChatMessage message)
    {
        Bubble bubble = message.Bubble;
        JsonObject written = Start(message, message.At);
        written["body"] = bubble.Kind is "location" or "contacts" || (bubble.Kind != "text" && string.IsNullOrEmpty(bubble.Text)) ? null : bubble.Text;
        written["hasMedia"] = false;
        written["media"] = null;
        written["ack"] = message.FromPerson ? 1 : Ack(message.Status);
        written["ackName"] = AckName(message.FromPerson ? 1 : Ack(message.Status));
        written["vCards"] = new JsonArray();
        written["replyTo"] = null;
        written["_data"] = new JsonObject
        {
            ["Info"] = new JsonObject { ["ID"] = WahaChat.Bare(message.Id), ["IsFromMe"] = !message.FromPerson, ["PushName"] = message.FromPerson ? person.Name : null },
            ["Message"] = Raw(bubble),
        };
        if (bubble.MediaId is { } media)
        {
            written["hasMedia"] = true;
            written["media"] = Media(line, bubble, library.Find(media));
        }

        if (bubble.Kind == "location")
        {
            written["location"] = Location(bubble);
        }

        if (bubble.Kind == "contacts")
        {
            written["vCards"] = new JsonArray(VCard(bubble));
        }

        if (message.Quoted is { } quoted)
        {
            // This engine names the quoted message by its bare id.
            written["replyTo"] = new JsonObject { ["id"] = WahaChat.Bare(quoted), ["hasMedia"] = false };
        }

        return written;
    }

    public static JsonObject Reaction(ChatMessage message)
    {
        JsonObject written = Start(message, message.At);
        written["reaction"] = new JsonObject { ["text"] = message.Bubble.Text ?? string.Empty, ["messageId"] = message.Bubble.Target };
        return written;
    }

    public static JsonObject Vote(ChatMessage message) => new()
    {
        ["vote"] = new JsonObject
        {
            ["id"] = message.Id,
            ["to"] = WahaChat.Of(OwnNumber),
            ["from"] = WahaChat.Of(message.Person),
            ["fromMe"] = false,
            ["selectedOptions"] = new JsonArray(message.Bubble.Text),
            ["timestamp"] = message.At.ToUnixTimeSeconds(),
        },
        ["poll"] = new JsonObject { ["id"] = message.Quoted, ["to"] = WahaChat.Of(message.Person), ["from"] = WahaChat.Of(OwnNumber), ["fromMe"] = true },
    };

    public static JsonObject Receipt(ChatMessage message, string status)
    {
        int ack = Ack(status);
        return new JsonObject
        {
            ["id"] = message.Id,
            ["from"] = WahaChat.Of(message.Person),
            ["to"] = null,
            ["participant"] = null,
            ["fromMe"] = true,
            ["ack"] = ack,
            ["ackName"] = AckName(ack),
        };
    }

    private static JsonObject Start(ChatMessage message, DateTimeOffset at) => new()
    {
        ["id"] = message.Id,
        ["timestamp"] = at.ToUnixTimeSeconds(),
        ["from"] = WahaChat.Of(message.Person),
        ["fromMe"] = !message.FromPerson,
        ["source"] = message.FromPerson || message.By is not null ? "app" : "api",
        ["to"] = null,
        ["participant"] = null,
    };

    private static int Ack(string status) => status switch
    {
        "failed" => -1,
        "sent" => 1,
        "delivered" => 2,
        "read" => 3,
        _ => 0,
    };

    private static string AckName(int ack) => ack switch
    {
        -1 => "ERROR",
        1 => "SERVER",
        2 => "DEVICE",
        3 => "READ",
        _ => "PENDING",
    };

    private static JsonObject Raw(Bubble bubble) => bubble.Kind switch
    {
        "choice" when bubble.ListButton is not null => new()
        {
            ["listResponseMessage"] = new JsonObject { ["title"] = bubble.Text, ["singleSelectReply"] = new JsonObject { ["selectedRowID"] = bubble.ChoiceId } },
        },
        "audio" => new() { ["audioMessage"] = new JsonObject { ["PTT"] = bubble.Voice } },
        "sticker" => new() { ["stickerMessage"] = new JsonObject { ["isAnimated"] = false } },
        _ => [],
    };

    private static JsonObject Media(PhoneLine line, Bubble bubble, StoredMedia? stored)
    {
        string type = stored?.MimeType ?? bubble.MimeType ?? "application/octet-stream";
        var media = new JsonObject
        {
            ["url"] = $"{line.Api}/api/files/{WahaProvider.Session(line)}/{bubble.MediaId}.{Extension(type)}",
            ["mimetype"] = type,
        };
        if (bubble.Kind == "document")
        {
            media["filename"] = bubble.FileName ?? stored?.FileName;
        }

        return media;
    }

    private static string Extension(string type) => type.Split(';')[0] switch
    {
        "image/jpeg" => "jpeg",
        "audio/ogg" => "oga",
        "application/pdf" => "pdf",
        { } other when other.Contains('/', StringComparison.Ordinal) && other[(other.IndexOf('/', StringComparison.Ordinal) + 1)..].All(char.IsAsciiLetterOrDigit) => other[(other.IndexOf('/', StringComparison.Ordinal) + 1)..],
        _ => "bin",
    };

    private static JsonObject Location(Bubble bubble) => new()
    {
        ["latitude"] = (bubble.Latitude ?? 0).ToString(CultureInfo.InvariantCulture),
        ["longitude"] = (bubble.Longitude ?? 0).ToString(CultureInfo.InvariantCulture),
        ["live"] = false,
        ["name"] = bubble.Text,
        ["address"] = bubble.Address,
    };

    private static string VCard(Bubble bubble)
    {
        string digits = string.Concat((bubble.Phone ?? string.Empty).Where(char.IsAsciiDigit));
        return $"BEGIN:VCARD\nVERSION:3.0\nFN:{bubble.Text}\nTEL;type=CELL;waid={digits}:+{digits}\nEND:VCARD";
    }
}
