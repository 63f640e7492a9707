using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Writes the form that sends a message.</summary>
internal static class MessageWriter
{
    // Who gets it, from whom, and where the receipts go are ours to say, whatever a raw message holds.
    private static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase) { "To", "From", "MessagingServiceSid", "StatusCallback" };

    /// <summary>Writes a message other than a question.</summary>
    public static ReadOnlyMemory<byte> Write(OutboundMessage message, TwilioSettings settings, string to, string attemptId)
    {
        FormWriter form = Start(settings, to, attemptId);
        switch (message)
        {
            case TextMessage text:
                form.Add("Body", text.Text);
                break;
            case MediaMessage media:
                AddIfAny(form, "Body", media.Caption);
                form.Add("MediaUrl", media.Source.Link!.AbsoluteUri);
                break;
            case TemplateMessage template:
                AddContent(form, template.Name, TemplateRules.Values(template));
                break;
            case LocationMessage place:
                AddPlace(form, place);
                break;
            case RawMessage raw:
                AddRaw(form, raw);
                break;
        }

        return form.ToBytes();
    }

    /// <summary>Writes a message that is a content with variables.</summary>
    public static ReadOnlyMemory<byte> WriteContent(string contentSid, IReadOnlyList<KeyValuePair<string, string>> variables, TwilioSettings settings, string to, string attemptId)
    {
        FormWriter form = Start(settings, to, attemptId);
        AddContent(form, contentSid, variables);
        return form.ToBytes();
    }

    /// <summary>The words by which a message is known at Twilio, empty for a file without any; null where only Twilio knows them.</summary>
    public static string? Words(OutboundMessage message) => message switch
    {
        TextMessage text => text.Text,
        MediaMessage media => media.Caption ?? string.Empty,
        ChoiceMessage choice => ChoiceRules.FullText(choice),
        LocationMessage place => PlaceWords(place),
        _ => null,
    };

    private static FormWriter Start(TwilioSettings settings, string to, string attemptId)
    {
        var form = new FormWriter();
        form.Add("To", to);
        AddIfAny(form, "From", settings.From);
        AddIfAny(form, "MessagingServiceSid", settings.MessagingServiceSid);
        form.Add("StatusCallback", $"{settings.CallbackUrl}?attempt={Uri.EscapeDataString(attemptId)}");
        return form;
    }

    private static void AddIfAny(FormWriter form, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            form.Add(name, value);
        }
    }

    private static void AddContent(FormWriter form, string sid, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        form.Add("ContentSid", sid);
        if (variables.Count == 0)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in variables)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        form.Add("ContentVariables"u8, buffer.WrittenSpan);
    }

    private static void AddPlace(FormWriter form, LocationMessage place)
    {
        string at = Point(place);
        string? label = string.IsNullOrWhiteSpace(place.Name) ? place.Address : place.Name;
        form.Add("Body", PlaceWords(place));
        form.Add("PersistentAction", string.IsNullOrWhiteSpace(label) ? $"geo:{at}" : $"geo:{at}|{label.Replace('|', ' ').ReplaceLineEndings(" ")}");
    }

    private static string Point(LocationMessage place) => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude},{place.Longitude}");

    private static string PlaceWords(LocationMessage place)
    {
        string words = string.Join('\n', new[] { place.Name, place.Address }.Where(static part => !string.IsNullOrWhiteSpace(part)));
        return words.Length == 0 ? Point(place) : words.Length <= 1600 ? words : words[..1600];
    }

    // A list is a field that is repeated.
    private static void AddRaw(FormWriter form, RawMessage raw)
    {
        using JsonDocument document = JsonDocument.Parse(raw.Json);
        foreach (JsonProperty member in document.RootElement.EnumerateObject().Where(static member => !Ours.Contains(member.Name)))
        {
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement element in member.Value.EnumerateArray())
                {
                    form.Add(member.Name, element.ToString());
                }
            }
            else
            {
                form.Add(member.Name, member.Value.ToString());
            }
        }
    }
}
