using static Concierge.Channels.Meta.Outbound.Limit;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Whether a question is sent as buttons, as a list, or not at all.</summary>
internal static class ChoiceRules
{
    /// <summary>Up to three short choices without a second line are buttons.</summary>
    public static bool AreButtons(ChoiceMessage message)
    {
        if (message.AsList || message.Choices.Count > 3)
        {
            return false;
        }

        foreach (Choice choice in message.Choices)
        {
            if (choice.Description is not null || choice.Section is not null || choice.Title.Length > 20)
            {
                return false;
            }
        }

        return true;
    }

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
            ?? AtMost("The heading", message.Header, 60)
            ?? AtMost("The small print", message.Footer, 60)
            ?? Choices(message, buttons ? 256 : 200)
            ?? (buttons ? Buttons(message) : List(message)));
    }

    private static string? Choices(ChoiceMessage message, int longestId)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (Choice choice in message.Choices)
        {
            if ((Text("A choice's id", choice.Id, longestId) ?? Text("A choice's title", choice.Title, 24)) is { } problem)
            {
                return problem;
            }

            if (choice.Id.Trim().Length != choice.Id.Length)
            {
                return "A choice's id begins or ends with white space.";
            }

            if (!ids.Add(choice.Id))
            {
                return "Two choices have the same id.";
            }
        }

        return null;
    }

    private static string? Buttons(ChoiceMessage message) =>
        message.Choices.DistinctBy(static choice => choice.Title).Count() < message.Choices.Count ? "Two buttons have the same title." : null;

    private static string? List(ChoiceMessage message)
    {
        bool sections = message.Choices.Any(choice => choice.Section != message.Choices[0].Section);
        foreach (Choice choice in message.Choices)
        {
            if (sections && string.IsNullOrWhiteSpace(choice.Section))
            {
                return "In a list with several sections every choice needs one.";
            }

            if ((AtMost("A choice's description", choice.Description, 72) ?? AtMost("A section's title", choice.Section, 24)) is { } problem)
            {
                return problem;
            }
        }

        return Text("The list button's caption", message.ListButton, 20);
    }
}
