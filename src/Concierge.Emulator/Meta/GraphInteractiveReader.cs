using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Meta;

/// <summary>Reads an interactive message and checks it against Meta's documented limits. Used for one message.</summary>
internal sealed class GraphInteractiveReader
{
    private const int MaxBody = 1024;
    private const int MaxSmall = 60;
    private const int MaxButtons = 3;
    private const int MaxRows = 10;
    private const int MaxButtonTitle = 20;
    private const int MaxRowTitle = 24;
    private const int MaxDescription = 72;
    private const int MaxButtonId = 256;
    private const int MaxRowId = 200;

    public GraphError? Error { get; private set; }

    public Bubble? Read(JsonObject content)
    {
        string? type = WireJson.Text(content["type"]);
        string? text = WireJson.Text(content["body"]?["text"]);
        string? header = WireJson.Text(content["header"]?["text"]);
        string? footer = WireJson.Text(content["footer"]?["text"]);
        JsonObject? action = WireJson.Object(content["action"]);
        if (action is null || string.IsNullOrEmpty(text))
        {
            return Fail(GraphError.Missing(action is null ? "interactive.action" : "interactive.body.text"));
        }

        if (text.Length > MaxBody || header?.Length > MaxSmall || footer?.Length > MaxSmall)
        {
            return Fail(GraphError.Invalid($"The body has at most {MaxBody} characters, header and footer {MaxSmall}."));
        }

        Bubble? bubble = type switch
        {
            "button" => ReadButtons(action),
            "list" => ReadList(action),
            "cta_url" => ReadLink(action),
            "flow" => Named(action, "flow", "form"),
            "location_request_message" => Named(action, "send_location", "locationRequest"),
            "request_contact_info" => Named(action, "request_contact_info", "contactRequest"),
            _ => Fail(GraphError.Invalid($"interactive.type {type} is not known.")),
        };
        return bubble is null ? null : bubble with { Text = text, Header = header, Footer = footer };
    }

    private Bubble? Fail(GraphError error)
    {
        Error ??= error;
        return null;
    }

    private Bubble? ReadButtons(JsonObject action)
    {
        var buttons = new List<Option>();
        foreach (JsonNode? button in WireJson.Items(action["buttons"]))
        {
            string? id = WireJson.Text(button?["reply"]?["id"]);
            string? title = WireJson.Text(button?["reply"]?["title"]);
            if (id is not { Length: > 0 and <= MaxButtonId } || id.Trim() != id || title is not { Length: > 0 and <= MaxButtonTitle })
            {
                return Fail(GraphError.Invalid($"A button has an id of 1 to {MaxButtonId} characters without blanks around it, and a title of 1 to {MaxButtonTitle}."));
            }

            buttons.Add(new Option(id, title));
        }

        return buttons.Count is 0 or > MaxButtons || HasTwins(buttons)
            ? Fail(GraphError.Invalid($"There are 1 to {MaxButtons} buttons, each with its own id and title."))
            : new Bubble { Kind = "choice", Buttons = buttons };
    }

    private Bubble? ReadList(JsonObject action)
    {
        if (WireJson.Text(action["button"]) is not { Length: > 0 and <= MaxButtonTitle } button)
        {
            return Fail(GraphError.Invalid($"action.button has 1 to {MaxButtonTitle} characters."));
        }

        IReadOnlyList<JsonNode?> written = WireJson.Items(action["sections"]);
        var sections = new List<OptionSection>();
        foreach (JsonNode? section in written)
        {
            string? title = WireJson.Text(section?["title"]);
            if (title?.Length > MaxRowTitle || (string.IsNullOrEmpty(title) && written.Count > 1))
            {
                return Fail(GraphError.Invalid($"A section's title has at most {MaxRowTitle} characters and is needed when there is more than one."));
            }

            sections.Add(new OptionSection(title, [.. WireJson.Items(section?["rows"]).Select(ReadRow).OfType<Option>()]));
        }

        int rows = sections.Sum(section => section.Rows.Count);
        if (Error is null && (rows is 0 or > MaxRows || sections.Select(section => section.Rows.Count).Contains(0)))
        {
            Fail(GraphError.Invalid($"A list has 1 to {MaxRows} rows in all, and no empty section."));
        }

        return Error is null ? new Bubble { Kind = "choice", ListButton = button, Sections = sections } : null;
    }

    private Option? ReadRow(JsonNode? row)
    {
        string? id = WireJson.Text(row?["id"]);
        string? title = WireJson.Text(row?["title"]);
        string? description = WireJson.Text(row?["description"]);
        if (id is { Length: > 0 and <= MaxRowId } && title is { Length: > 0 and <= MaxRowTitle } && !(description?.Length > MaxDescription))
        {
            return new Option(id, title, description);
        }

        Fail(GraphError.Invalid($"A row has an id of 1 to {MaxRowId} characters, a title of 1 to {MaxRowTitle} and a description of at most {MaxDescription}."));
        return null;
    }

    private Bubble? ReadLink(JsonObject action)
    {
        JsonNode? parameters = action["parameters"];
        return WireJson.Text(parameters?["display_text"]) is { Length: > 0 and <= MaxButtonTitle } title
            && WireJson.Text(parameters?["url"]) is { } url
            && Uri.TryCreate(url, UriKind.Absolute, out Uri? link)
            && link.Scheme is "http" or "https"
            ? new Bubble { Kind = "link", Url = url, Buttons = [new Option("url", title)] }
            : Fail(GraphError.Invalid($"parameters need a display_text of 1 to {MaxButtonTitle} characters and an http(s) url."));
    }

    private Bubble? Named(JsonObject action, string name, string kind) =>
        WireJson.Text(action["name"]) == name
            ? new Bubble { Kind = kind, Buttons = WireJson.Text(action["parameters"]?["flow_cta"]) is { } title ? [new Option(name, title)] : [] }
            : Fail(GraphError.Invalid($"action.name must be {name}."));

    private static bool HasTwins(List<Option> options) =>
        options.DistinctBy(option => option.Id).Count() < options.Count || options.DistinctBy(option => option.Title).Count() < options.Count;
}
