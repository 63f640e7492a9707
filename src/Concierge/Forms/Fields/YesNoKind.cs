using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

internal sealed class YesNoKind : FieldKind
{
    public const string Yes = "true";
    public const string No = "false";

    public override string Name => "yesNo";

    public override bool IsRecognisable => false;

    public override int SearchOrder => 8;

    public override Problem NotUnderstood(ReadingContext context) => new(context.Texts.NotYesNo);

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer) => null;

    public override Found<string>? Find(Reading reading, ReadingContext context, bool isAnswer) =>
        isAnswer && YesNoReader.Read(reading) is { } found ? new Found<string>(found.Value ? Yes : No, found.First, found.Count) : null;

    public override string? ReadWhole(Reading reading, ReadingContext context, bool isAnswer) =>
        isAnswer && YesNoReader.ReadWhole(reading) is { } yes ? yes ? Yes : No : null;

    public override Problem? Check(string value, ReadingContext context) => value is Yes or No ? null : NotUnderstood(context);

    public override string Show(string value, ReadingContext context) => context.Say(value == Yes ? context.Texts.Yes : context.Texts.No);

    public override object ToObject(string value) => value == Yes;

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteBooleanValue(value == Yes);
}
