using static Concierge.Channels.Twilio.Outbound.Limit;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Whether a question is sent as buttons, as a list, or not at all.</summary>
internal static class ChoiceRules
{
    /// <summary>Up to three short choices without a second line are buttons.</summary>
    public static bool AreButtons(ChoiceMessage message) =>
        !message.AsList
        && message.Choices.Count <= 3
        && message.Choices.All(static choice => SecondLine(choice) is null && choice.Title.Length <= 20);

    /// <summary>The line under a row: its description, else its section, for which Twilio has no place.</summary>
    public static string? SecondLine(Choice choice) =>
        !string.IsNullOrWhiteSpace(choice.Description) ? choice.Description : string.IsNullOrWhiteSpace(choice.Section) ? null : choice.Section;

    /// <summary>Heading, text and small print in one: Twilio's contents have a body only.</summary>
    public static string FullText(ChoiceMessage message) =>
        string.Join('\n', new[] { message.Header, message.Text, message.Footer }.Where(static part => !string.IsNullOrWhiteSpace(part)));

    /// <summary>The refusal, or null if the message may be sent.</summary>
    public static SendRejected? Check(ChoiceMessage message)
    {
        if (message.Choices.Count == 0)
        {
            return Invalid("There is no choice.");
        }

        bool buttons = AreButtons(message);
        if (!buttons && (message.Choices.Count > 10 || message.Choices.Any(static choice => choice.Title.Length > 24)))
        {
            return SendResult.Rejected(RejectReason.Unsupported, detail: "More than ten choices, or a title of more than 24 characters, fit neither buttons nor a list.");
        }

        return Invalid(
            Text("The text", message.Text, 1024)
            ?? AtMost("The text with heading and small print", FullText(message), 1024)
            ?? Choices(message)
            ?? (buttons ? null : Text("The list button's caption", message.ListButton, 20)));
    }

    private static string? Choices(ChoiceMessage message)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (Choice choice in message.Choices)
        {
            if ((Text("A choice's id", choice.Id, 200) ?? Text("A choice's title", choice.Title, 24) ?? AtMost("A choice's description", SecondLine(choice), 72)) is { } problem)
            {
                return problem;
            }

            if (!ids.Add(choice.Id))
            {
                return "Two choices have the same id.";
            }
        }

        return null;
    }
}
