using System.Globalization;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>
/// Tells what a message holds. The fields decide, in Twilio's order; <c>MessageType</c> is an open set that older senders leave
/// out, so it only settles what the fields leave open.
/// </summary>
internal static class BodyReader
{
    public static MessageBody Read(FormFields fields)
    {
        string? text = fields.Text("Body"u8);
        return Location(fields) ?? Choice(fields, text) ?? Form(fields, text) ?? MediaReader.Read(fields, 0) ?? Words(fields, text);
    }

    private static LocationBody? Location(FormFields fields) =>
        fields.Text("Latitude"u8) is { } latitude && fields.Text("Longitude"u8) is { } longitude
            ? new LocationBody(Degrees(latitude), Degrees(longitude)) { Name = fields.Text("Label"u8), Address = fields.Text("Address"u8) }
            : null;

    private static ChoiceBody? Choice(FormFields fields, string? text)
    {
        if (fields.Text("ListId"u8) is { } row)
        {
            return new ChoiceBody(row, fields.Text("ListTitle"u8) ?? text ?? string.Empty);
        }

        string? payload = fields.Text("ButtonPayload"u8), title = fields.Text("ButtonText"u8);
        return payload is null && title is null ? null : new ChoiceBody(payload ?? string.Empty, title ?? text ?? string.Empty);
    }

    private static FormBody? Form(FormFields fields, string? text) =>
        (fields.Text("FlowData"u8) ?? fields.Text("InteractiveData"u8)) is { } answers ? new FormBody("flow", answers) { Text = text } : null;

    private static MessageBody Words(FormFields fields, string? text)
    {
        string? type = fields.Text("MessageType"u8);
        if (Is(type, "reaction") && fields.Text("OriginalRepliedMessageSid"u8) is { } target)
        {
            return new ReactionBody(target, text);
        }

        // What Twilio cannot pass on arrives without words and without files.
        return text is not null || Is(type, "text") ? new TextBody(text ?? string.Empty) : new UnsupportedBody(type);
    }

    private static double? Degrees(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double degrees) && double.IsFinite(degrees) ? degrees : null;

    private static bool Is(string? type, string name) => string.Equals(type, name, StringComparison.OrdinalIgnoreCase);
}
