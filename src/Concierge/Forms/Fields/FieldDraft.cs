using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>A field while it is being configured: first by its type and attributes, then by the host.</summary>
internal sealed class FieldDraft
{
    /// <summary>Without backtracking the time grows with the text alone, and still a pattern of thousands of states is slow.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(250);

    private readonly RecordMember _member;
    private readonly Type _type;
    private TextForm? _text;
    private IReadOnlyList<FormChoice>? _choices;
    private (object? Min, object? Max)? _range;
    private (int Min, int Max)? _length;
    private (Regex Regex, LocalizedText? Hint)? _pattern;
    private bool _isAhead;
    private bool _isPast;

    public FieldDraft(RecordMember member)
    {
        _member = member;
        _type = Nullable.GetUnderlyingType(member.Type) ?? member.Type;
        IsRequired = member.IsNeeded || member.Attribute<RequiredAttribute>() is not null;
        ReadDisplay(member.Attribute<DisplayAttribute>());
        ReadLimits();
    }

    internal enum TextForm
    {
        Name,
        Email,
        Phone,
    }

    public string Name => _member.Name;

    public bool IsIgnored { get; set; }

    public bool IsRequired { get; set; }

    public LocalizedText? Prompt { get; set; }

    public LocalizedText? Label { get; set; }

    public LocalizedText LabelOrName => Label ?? FieldNames.Words(Name);

    public LocalizedText? Help { get; set; }

    public LocalizedText? Hint { get; set; }

    /// <summary>Its name in the artifact; null for the member's in camel case.</summary>
    public string? DataName { get; init; }

    public int? Order { get; set; }

    public List<string> Names { get; } = [];

    public List<string> Units { get; } = [];

    public PhoneCountry? Country { get; set; }

    public IReadOnlyList<LocalizedText> QuickReplies { get; set; } = [];

    public List<FieldValidator> Validators { get; } = [];

    public Func<Func<string, object?>, bool>? Condition { get; set; }

    public static PhoneCountry CountryOf(string country) =>
        PhoneCountry.Find(country) ?? throw new ArgumentException($"The country '{country}' is not known. Give its calling code instead, as in \"+33\".", nameof(country));

    public void SetChoices(IReadOnlyList<FormChoice> choices)
    {
        if (choices.Count == 0 || choices.DistinctBy(choice => choice.Value, StringComparer.Ordinal).Count() != choices.Count)
        {
            throw Wrong("needs choices with different values");
        }

        if (_type.IsEnum && choices.FirstOrDefault(choice => !Enum.IsDefined(_type, choice.Value)) is { } unknown)
        {
            throw Wrong($"has a choice '{unknown.Value}' that is not a member of {_type.Name}");
        }

        if (!_type.IsEnum && _type != typeof(string))
        {
            throw Wrong("has choices, which are for texts and enums; use QuickReplies");
        }

        _choices = choices;
    }

    public void SetRange(object? min, object? max) => _range = _type == typeof(string) || _type == typeof(bool) || _type.IsEnum ? throw Wrong("cannot have a range") : (min, max);

    public void SetLength(int min, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(min, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, Math.Max(min, 1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, Tokenizer.MaxLength);
        _length = IsText() ? (Math.Max(min, 1), max) : throw Wrong("cannot have a length");
    }

    public void SetPattern(string pattern, LocalizedText? hint) => _pattern = IsText()
        ? (new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LongestMatch), hint)
        : throw Wrong("cannot have a pattern");

    public void SetText(TextForm form) => _text = IsText() ? form : throw Wrong("is not a text");

    public void SetDates(bool isAhead, bool isPast)
    {
        if (_type != typeof(DateOnly))
        {
            throw Wrong("is not a date");
        }

        (_isAhead, _isPast) = (isAhead, isPast);
    }

    public FormField Build(PhraseTable<bool> names, PhoneCountry? country, string currency) => new()
    {
        Name = Name,
        Kind = KindFor(country, currency),
        Label = LabelOrName,
        Prompt = Prompt,
        Help = Help,
        Hint = Hint,
        DataName = DataName ?? JsonNamingPolicy.CamelCase.ConvertName(Name),
        IsRequired = IsRequired,
        QuickReplies = QuickReplies,
        Validators = [.. Validators],
        Condition = Condition,
        Names = names,
    };

    public FieldKind KindFor(PhoneCountry? country, string currency)
    {
        if (_choices is { } choices)
        {
            return new ChoiceKind(choices, _type.IsEnum ? value => Enum.Parse(_type, value) : static value => value);
        }

        if (_type.IsEnum)
        {
            return new ChoiceKind([.. Enum.GetNames(_type).Select(static name => new FormChoice(name, FieldNames.Words(name)))], value => Enum.Parse(_type, value));
        }

        return _type == typeof(string) ? TextKindFor(country)
            : _type == typeof(DateOnly) ? new DateKind { Min = Limit<DateOnly>(_range?.Min), Max = Limit<DateOnly>(_range?.Max), IsAhead = _isAhead, IsPast = _isPast }
            : _type == typeof(TimeOnly) ? new TimeKind { Min = Limit<TimeOnly>(_range?.Min), Max = Limit<TimeOnly>(_range?.Max) }
            : _type == typeof(bool) ? new YesNoKind()
            : _type == typeof(Money) ? MoneyKindFor(currency)
            : IsNumber() ? NumberKindFor()
            : throw Wrong($"is a {_type.Name}, which a form cannot ask for. Ignore it (form.Ignore), or make it a text, number, bool, enum, DateOnly, TimeOnly or Money");
    }

    private FieldKind TextKindFor(PhoneCountry? country)
    {
        if (_text == TextForm.Email)
        {
            return new EmailKind();
        }

        if (_text == TextForm.Phone)
        {
            return new PhoneKind { Country = Country ?? country };
        }

        TextKind kind = _text == TextForm.Name ? new NameKind() : new TextKind();
        kind.MinLength = _length?.Min ?? kind.MinLength;
        kind.MaxLength = _length?.Max ?? kind.MaxLength;
        kind.Pattern = _pattern?.Regex;
        kind.PatternHint = _pattern?.Hint ?? Hint;
        return kind;
    }

    private NumberKind NumberKindFor()
    {
        var kind = new NumberKind(_type);
        kind.Min = Number(_range?.Min) ?? kind.Min;
        kind.Max = Number(_range?.Max) ?? kind.Max;
        kind.Units.UnionWith(Units.Select(unit => Tokenizer.Fold(unit)));
        return kind;
    }

    private MoneyKind MoneyKindFor(string currency)
    {
        var kind = new MoneyKind { Currency = currency };
        kind.Min = _range?.Min is Money min ? min.Amount : Number(_range?.Min) ?? kind.Min;
        kind.Max = _range?.Max is Money max ? max.Amount : Number(_range?.Max);
        return kind;
    }

    private void ReadDisplay(DisplayAttribute? display)
    {
        Label = Text(display?.Name);
        Prompt = Text(display?.Prompt);
        Help = Text(display?.Description);
        Order = display?.GetOrder();
    }

    private void ReadLimits()
    {
        if (_member.Attribute<RangeAttribute>() is { } range)
        {
            SetRange(range.Minimum, range.Maximum);
        }

        if (_type != typeof(string))
        {
            return;
        }

        _text = _member.Attribute<EmailAddressAttribute>() is not null ? TextForm.Email : _member.Attribute<PhoneAttribute>() is not null ? TextForm.Phone : null;
        int min = _member.Attribute<MinLengthAttribute>()?.Length ?? _member.Attribute<LengthAttribute>()?.MinimumLength ?? _member.Attribute<StringLengthAttribute>()?.MinimumLength ?? 0;
        int max = _member.Attribute<MaxLengthAttribute>()?.Length ?? _member.Attribute<LengthAttribute>()?.MaximumLength ?? _member.Attribute<StringLengthAttribute>()?.MaximumLength ?? 0;
        if (min > 0 || max > 0)
        {
            SetLength(min, max > 0 ? Math.Min(max, Tokenizer.MaxLength) : Tokenizer.MaxLength);
        }

        if (_member.Attribute<RegularExpressionAttribute>() is { } expression)
        {
            SetPattern(expression.Pattern, expression.ErrorMessage is { } message ? new LocalizedText(message) : null);
        }

        if (_member.Attribute<AllowedValuesAttribute>() is { } allowed)
        {
            SetChoices([.. allowed.Values.OfType<string>().Select(static value => new FormChoice(value, value))]);
        }
    }

    private bool IsText() => _type == typeof(string);

    private bool IsNumber() => Type.GetTypeCode(_type) is TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 or TypeCode.Decimal or TypeCode.Double or TypeCode.Single;

    private T? Limit<T>(object? limit)
        where T : struct, IParsable<T> => limit switch
    {
        null => null,
        T value => value,
        string text when T.TryParse(text, CultureInfo.InvariantCulture, out T value) => value,
        _ => throw Wrong($"has the limit '{limit}', which is not a {typeof(T).Name}"),
    };

    /// <summary>A limit outside of what a decimal can hold is none.</summary>
    private static decimal? Number(object? limit) => limit switch
    {
        null => null,
        double and (> 1e27 or < -1e27 or double.NaN) => null,
        float and (> 1e27f or < -1e27f or float.NaN) => null,
        _ => Convert.ToDecimal(limit, CultureInfo.InvariantCulture),
    };

    private static LocalizedText? Text(string? text) => text is null ? null : new LocalizedText(text);

    private ArgumentException Wrong(string what) => new($"The field '{Name}' {what}.");
}
