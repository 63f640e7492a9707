using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

internal sealed class EmailKind : FieldKind
{
    public override string Name => "email";

    public override int SearchOrder => 0;

    public override IReadOnlyList<string> Aliases { get; } = ["email", "e-mail", "mail", "courriel", "correo", "correo electrónico", "adresse mail", "email address"];

    public override Problem NotUnderstood(ReadingContext context) => new(context.Texts.NotEmail);

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer) => EmailReader.Read(reading, at);

    /// <summary>The @ stands in the middle of what belongs together.</summary>
    public override string? ReadWhole(Reading reading, ReadingContext context, bool isAnswer) =>
        Find(reading, context, isAnswer) is { } found && reading.IsAllOf(found.First, found.Count) ? found.Value : null;

    public override Problem? Check(string value, ReadingContext context) => EmailReader.IsAddress(value) ? null : NotUnderstood(context);

    public override string Show(string value, ReadingContext context) => value;

    public override object ToObject(string value) => value;

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}
