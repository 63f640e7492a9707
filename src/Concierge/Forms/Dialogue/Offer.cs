using Concierge.Forms.Fields;

namespace Concierge.Forms.Dialogue;

/// <summary>A choice under a question: what the person sees and what it stands for.</summary>
/// <param name="Title">What the person sees.</param>
/// <param name="Meaning">One of the forms below.</param>
internal sealed record Offer(string Title, string Meaning)
{
    private const char ValueSign = '=';
    private const char WordsSign = '~';
    private const char CommandSign = '!';
    private const char FieldSign = '#';

    public static Offer Value(string title, string value) => new(title, ValueSign + value);

    public static Offer Words(string title) => new(title, WordsSign + title);

    public static Offer Command(string title, FormCommand command) => new(title, CommandSign + command.ToString());

    public static Offer Field(string title, FormField field) => new(title, FieldSign + field.Name);

    public static string? AsValue(string meaning) => After(meaning, ValueSign);

    public static string? AsWords(string meaning) => After(meaning, WordsSign);

    public static FormCommand? AsCommand(string meaning) => After(meaning, CommandSign) is { } name ? Enum.Parse<FormCommand>(name) : null;

    public static string? AsField(string meaning) => After(meaning, FieldSign);

    private static string? After(string meaning, char sign) => meaning.Length > 0 && meaning[0] == sign ? meaning[1..] : null;
}
