using System.Collections.Frozen;
using System.Globalization;
using Concierge.Forms.Fields;

namespace Concierge.Forms.Definitions;

/// <summary>What the type of a field as data stands for.</summary>
/// <param name="Name">As definitions name it.</param>
/// <param name="Type">What a record would hold.</param>
/// <param name="Limit">What a limit is written like; null where there are none.</param>
internal sealed record DefinedType(string Name, Type Type, string? Limit = null)
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string TimeFormat = "HH:mm";
    private const string AnyNumber = "a number";

    private static readonly FrozenDictionary<string, DefinedType> Known = new DefinedType[]
    {
        new(FormFieldTypes.Text, typeof(string)),
        new(FormFieldTypes.Name, typeof(string)),
        new(FormFieldTypes.Email, typeof(string)),
        new(FormFieldTypes.Phone, typeof(string)),
        new(FormFieldTypes.Choice, typeof(string)),
        new(FormFieldTypes.Number, typeof(decimal), AnyNumber),
        new(FormFieldTypes.Integer, typeof(long), "a whole number"),
        new(FormFieldTypes.Money, typeof(Money), AnyNumber),
        new(FormFieldTypes.Date, typeof(DateOnly), "a date as in 2026-05-31"),
        new(FormFieldTypes.Time, typeof(TimeOnly), "a time as in 09:00"),
        new(FormFieldTypes.YesNo, typeof(bool)),
    }.ToFrozenDictionary(static type => type.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether lengths and patterns make sense.</summary>
    public bool IsWords => Name is FormFieldTypes.Text or FormFieldTypes.Name;

    public bool IsNumber => Name is FormFieldTypes.Number or FormFieldTypes.Integer;

    public int UsualMaxLength => Name == FormFieldTypes.Name ? NameKind.UsualMaxLength : TextKind.UsualMaxLength;

    public FieldDraft.TextForm? TextForm => Name switch
    {
        FormFieldTypes.Name => FieldDraft.TextForm.Name,
        FormFieldTypes.Email => FieldDraft.TextForm.Email,
        FormFieldTypes.Phone => FieldDraft.TextForm.Phone,
        _ => null,
    };

    public static DefinedType? Of(FormFieldDefinition field) =>
        Known.GetValueOrDefault(field.Type ?? (field.Choices.Count > 0 ? FormFieldTypes.Choice : FormFieldTypes.Text));

    /// <summary>A limit as the record holds it; null for a text that is none.</summary>
    public object? ReadLimit(string text)
    {
        if (Type == typeof(DateOnly))
        {
            return DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
        }

        if (Type == typeof(TimeOnly))
        {
            return TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null;
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && (Type != typeof(long) || number == Math.Floor(number)) ? number : null;
    }
}
