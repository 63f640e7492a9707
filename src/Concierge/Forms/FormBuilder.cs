using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms;

/// <summary>
/// What a form asks and what becomes of it. Its fields are the constructor parameters and settable properties of the record, in their order, with what
/// their attributes say (<c>Display</c>, <c>Required</c>, <c>Range</c>, <c>RegularExpression</c>, <c>StringLength</c> and its like, <c>EmailAddress</c>, <c>Phone</c>,
/// <c>AllowedValues</c>). A field is required when the record needs it: a constructor parameter without default value, a <c>required</c> property; not when
/// its type is a nullable value type.
/// </summary>
/// <typeparam name="TRecord">The record that the form makes.</typeparam>
public sealed class FormBuilder<[DynamicallyAccessedMembers(RecordShape.Reflected)] TRecord>
    where TRecord : class
{
    private readonly string _name;
    private readonly RecordShape _shape = RecordShape.Of(typeof(TRecord));
    private readonly Dictionary<string, FieldDraft> _drafts;
    private readonly List<string> _cancelWords = [];
    private readonly List<Action<ServiceBuilder>> _service = [];
    private Func<TurnContext, TRecord, ValueTask>? _completed;
    private FormTexts _texts = new();
    private string _language = "en";
    private TimeZoneInfo? _zone;
    private bool? _monthFirst;
    private PhoneCountry? _country;
    private string _currency = "EUR";
    private string _artifactKind;
    private int _maxTries = Form.UsualTries;
    private TimeSpan? _expiresAfter = Form.UsualExpiry;
    private LocalizedText? _expiryNotice;
    private bool _asksConfirmation = true;
    private bool _offersPerson = true;
    private FormInterruption _interruption;

    internal FormBuilder(string name)
    {
        _name = name;
        _artifactKind = name;
        _drafts = _shape.Members.ToDictionary(member => member.Name, member => new FieldDraft(member), StringComparer.Ordinal);
    }

    /// <summary>What leads to the form: keywords, choices. What a person writes to get there is also read for fields.</summary>
    public FormBuilder<TRecord> Service(Action<ServiceBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _service.Add(configure);
        return this;
    }

    /// <summary>Says more about a field than its type and attributes do.</summary>
    public FormBuilder<TRecord> Field<TValue>(Expression<Func<TRecord, TValue>> field, Action<FieldBuilder<TRecord, TValue>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(new FieldBuilder<TRecord, TValue>(Draft(FieldName.Of(field))));
        return this;
    }

    /// <summary>Leaves a property out: it is not asked and keeps its default.</summary>
    public FormBuilder<TRecord> Ignore<TValue>(Expression<Func<TRecord, TValue>> field)
    {
        Draft(FieldName.Of(field)).IsIgnored = true;
        return this;
    }

    /// <summary>
    /// What happens with the record once it was confirmed: in the turn, so replies, state and events of the handler are committed together with the
    /// artifact. As every turn it may run again after a crash. An exception fails the turn; the person's next words find the form unconfirmed.
    /// </summary>
    public FormBuilder<TRecord> OnCompleted(Func<TurnContext, TRecord, ValueTask> handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        _completed = handle;
        return this;
    }

    /// <summary>The kind of the artifact that is stored, for example <c>lead</c>.</summary>
    /// <value>The default is the form's name.</value>
    public FormBuilder<TRecord> Artifact(string kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        _artifactKind = kind;
        return this;
    }

    /// <summary>Other words.</summary>
    public FormBuilder<TRecord> Texts(Func<FormTexts, FormTexts> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _texts = change(_texts);
        return this;
    }

    /// <summary>The language for people whose language is not known yet.</summary>
    /// <value>The default is <c>en</c>.</value>
    public FormBuilder<TRecord> Language(string language)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(language);
        _language = language;
        return this;
    }

    /// <summary>Where "today" and "tomorrow" are.</summary>
    /// <value>The default is the zone of the host's clock.</value>
    public FormBuilder<TRecord> TimeZone(TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        _zone = zone;
        return this;
    }

    /// <summary>Whether 3/4 is the fourth of March.</summary>
    /// <value>The default is true for <c>en</c> and <c>en-US</c>, false for every other language.</value>
    public FormBuilder<TRecord> MonthFirst(bool monthFirst)
    {
        _monthFirst = monthFirst;
        return this;
    }

    /// <summary>The country whose telephone numbers may be written without country code.</summary>
    /// <param name="country">Two letters, or a calling code such as <c>+33</c>.</param>
    /// <exception cref="ArgumentException">The country is not known.</exception>
    public FormBuilder<TRecord> Country(string country)
    {
        _country = FieldDraft.CountryOf(country);
        return this;
    }

    /// <summary>The currency of amounts that name none.</summary>
    /// <value>The default is <c>EUR</c>.</value>
    public FormBuilder<TRecord> Currency(string currency)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(currency);
        ArgumentOutOfRangeException.ThrowIfNotEqual(currency.Length, 3);
        _currency = currency.ToUpperInvariant();
        return this;
    }

    /// <summary>More words that cancel the form.</summary>
    public FormBuilder<TRecord> CancelWords(params IEnumerable<string> words)
    {
        _cancelWords.AddRange(words);
        return this;
    }

    /// <summary>How many answers to one question may fail before a person is offered.</summary>
    /// <value>The default is 3.</value>
    public FormBuilder<TRecord> MaxTries(int tries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        _maxTries = tries;
        return this;
    }

    /// <summary>Forgets a form that nobody has touched for so long.</summary>
    /// <param name="after">How long; null for never.</param>
    /// <param name="notice">What is said then, as a notice that the rules for unasked messages hold for; null to say nothing.</param>
    /// <value>The default is 7 days, silently.</value>
    public FormBuilder<TRecord> Expires(TimeSpan? after, LocalizedText? notice = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(after ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(after));
        _expiresAfter = after;
        _expiryNotice = notice;
        return this;
    }

    /// <summary>Completes the form with the last answer, without summary and confirmation.</summary>
    public FormBuilder<TRecord> WithoutConfirmation()
    {
        _asksConfirmation = false;
        return this;
    }

    /// <summary>Offers no person: for hosts where nobody would answer.</summary>
    public FormBuilder<TRecord> WithoutPerson()
    {
        _offersPerson = false;
        return this;
    }

    /// <summary>What happens to a message that is no answer.</summary>
    /// <value>The default is <see cref="FormInterruption.StayInForm"/>.</value>
    public FormBuilder<TRecord> Interruptions(FormInterruption interruption)
    {
        _interruption = interruption;
        return this;
    }

    /// <summary>The visit lasts as long as the form: its timer ends both.</summary>
    internal Action<ServiceBuilder> ServiceConfiguration => builder =>
    {
        builder.IdleTimeout(_expiresAfter ?? TimeSpan.MaxValue);
        _service.ForEach(configure => configure(builder));
    };

    internal Form Build()
    {
        FieldDraft[] asked = [.. _drafts.Values.Where(draft => !draft.IsIgnored).Select((draft, i) => (draft, i)).OrderBy(entry => entry.draft.Order ?? entry.i * 1000).Select(entry => entry.draft)];
        if (asked.Length == 0)
        {
            throw new ArgumentException($"The form '{_name}' asks for nothing: {typeof(TRecord).Name} has no constructor parameters or settable properties that are not ignored.");
        }

        IReadOnlyDictionary<string, PhraseTable<bool>> names = FieldNames.Of(asked, draft => draft.KindFor(_country, _currency));
        FormField[] fields = [.. asked.Select(draft => draft.Build(names[draft.Name], _country, _currency))];
        Func<TurnContext, TRecord, ValueTask> completed = _completed ?? (static (_, _) => ValueTask.CompletedTask);
        RecordShape shape = _shape;
        return new Form(_name, fields)
        {
            Texts = _texts,
            Language = _language,
            Zone = _zone,
            MonthFirst = _monthFirst,
            ArtifactKind = _artifactKind,
            MaxTries = _maxTries,
            ExpiresAfter = _expiresAfter > Form.LongestExpiry ? null : _expiresAfter,
            ExpiryNotice = _expiryNotice,
            AsksConfirmation = _asksConfirmation,
            OffersPerson = _offersPerson,
            Interruption = _interruption,
            CancelWords = _cancelWords.Count == 0 ? [] : [new PhraseTable<bool>().Add(true, _cancelWords)],
            Complete = (turn, sheet) => completed(turn, (TRecord)shape.Create(sheet.Read)),
        };
    }

    private FieldDraft Draft(string name) => _drafts.TryGetValue(name, out FieldDraft? draft)
        ? draft
        : throw new ArgumentException($"'{name}' of {typeof(TRecord).Name} cannot be a field: it is neither a constructor parameter nor a settable property.");
}
