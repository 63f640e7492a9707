using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Twilio;

/// <summary>Fills a content's variables in and checks it against Twilio's documented limits. Used for one message.</summary>
internal sealed partial class TwilioContentReader
{
    private const int MaxBody = 1024;
    private const int MaxButtons = 3;
    private const int MaxItems = 10;
    private const int MaxButtonTitle = 20;
    private const int MaxItemTitle = 24;
    private const int MaxId = 200;
    private const int MaxDescription = 72;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary>Why <see cref="Read"/> gave nothing.</summary>
    public TwilioError? Error { get; private set; }

    /// <summary>The content as a bubble; for one that only Twilio knows, its sid and what the variables say.</summary>
    public Bubble? Read(string sid, JsonObject? types, string variables)
    {
        if (!ReadVariables(variables))
        {
            return Fail(21656, "The ContentVariables parameter is invalid: a JSON object of non-empty texts");
        }

        if (types is null)
        {
            return new Bubble { Kind = "template", Header = sid, Text = string.Join('\n', _variables.Values) };
        }

        (string type, JsonNode? content) = types.First();
        string body = Fill(content?["body"]);
        Bubble? bubble = type switch
        {
            "twilio/text" => new Bubble { Kind = "text" },
            "twilio/quick-reply" => Buttons(content),
            "twilio/list-picker" => List(content),
            "twilio/call-to-action" => Link(content),
            "twilio/media" => new Bubble { Kind = "image", MediaUrl = Fill(WireJson.Items(content?["media"]).FirstOrDefault()) },
            "twilio/location" => new Bubble { Kind = "location", Latitude = WireJson.Number(content?["latitude"]), Longitude = WireJson.Number(content?["longitude"]), Address = Fill(content?["address"]) },
            _ => Fail(63021, $"The emulator does not show contents of type {type}"),
        };
        if (bubble is not null && body.Length > MaxBody && type != "twilio/text")
        {
            return Fail(63021, $"The body has more than {MaxBody} characters");
        }

        return bubble is null ? null : bubble with { Text = bubble.Kind == "location" ? Fill(content?["label"]) : body };
    }

    [GeneratedRegex(@"\{\{([A-Za-z0-9_]+)\}\}")]
    private static partial Regex Placeholder();

    private Bubble? Fail(int code, string message)
    {
        Error = new TwilioError(400, code, message);
        return null;
    }

    private bool ReadVariables(string json)
    {
        if (json.Length == 0)
        {
            return true;
        }

        try
        {
            foreach ((string name, JsonNode? value) in JsonNode.Parse(json) as JsonObject ?? [])
            {
                if (string.IsNullOrWhiteSpace(WireJson.Text(value)) || WireJson.Text(value)!.AsSpan().ContainsAny("\r\n\t"))
                {
                    return false;
                }

                _variables[name] = WireJson.Text(value)!;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private string Fill(JsonNode? node) =>
        Placeholder().Replace(WireJson.Text(node) ?? string.Empty, match => _variables.GetValueOrDefault(match.Groups[1].Value, match.Value));

    private Bubble? Buttons(JsonNode? content)
    {
        Option[] buttons = [.. WireJson.Items(content?["actions"]).Select(action => new Option(Fill(action?["id"]), Fill(action?["title"])))];
        return buttons.Length is 0 or > MaxButtons || Array.Exists(buttons, static button => button.Title.Length is 0 or > MaxButtonTitle || button.Id.Length is 0 or > MaxId)
            ? Fail(63021, $"In a session there are 1 to {MaxButtons} buttons, each with a title of 1 to {MaxButtonTitle} characters and an id of 1 to {MaxId}")
            : new Bubble { Kind = "choice", Buttons = buttons };
    }

    private Bubble? List(JsonNode? content)
    {
        Option[] items =
        [
            .. WireJson.Items(content?["items"]).Select(item => new Option(Fill(item?["id"]), Fill(item?["item"]), item?["description"] is { } line ? Fill(line) : null)),
        ];
        string button = Fill(content?["button"]);
        return items.Length is 0 or > MaxItems || button.Length is 0 or > MaxButtonTitle
            || Array.Exists(items, static item => item.Title.Length is 0 or > MaxItemTitle || item.Id.Length is 0 or > MaxId || item.Description?.Length > MaxDescription)
            ? Fail(63021, $"A list has 1 to {MaxItems} items with titles of 1 to {MaxItemTitle} characters, and a button of 1 to {MaxButtonTitle}")
            : new Bubble { Kind = "choice", ListButton = button, Sections = [new OptionSection(null, items)] };
    }

    private Bubble? Link(JsonNode? content) =>
        WireJson.Items(content?["actions"]).FirstOrDefault(static action => WireJson.Text(action?["type"]) == "URL") is { } action
            ? new Bubble { Kind = "link", Url = Fill(action["url"]), Buttons = [new Option("url", Fill(action["title"]))] }
            : Fail(63021, "The emulator shows calls to action with an address only");
}
