using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>A telephone number in international form.</summary>
internal sealed class PhoneKind : FieldKind
{
    public override string Name => "phone";

    public override int SearchOrder => 1;

    public override IReadOnlyList<string> Aliases { get; } = ["phone", "phone number", "telephone", "number", "numéro", "numéro de téléphone", "mobile", "teléfono", "móvil", "número", "número de teléfono"];

    public PhoneCountry? Country { get; set; }

    public override Problem NotUnderstood(ReadingContext context) => new(context.Texts.NotPhone);

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer) => PhoneReader.Read(reading, at, Country);

    public override Problem? Check(string value, ReadingContext context) => PhoneReader.IsInternational(value) ? null : NotUnderstood(context);

    public override string Show(string value, ReadingContext context) => value;

    public override object ToObject(string value) => value;

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}
