namespace Concierge.Forms;

/// <summary>
/// A form as data: what a service of kind <see cref="ServiceKinds.Form"/> asks and what becomes of the answers. Its texts may hold <c>{name}</c> (the person's),
/// <c>{service}</c> and the names in <see cref="ServiceDefinition.Values"/>. <see cref="ServiceDefinition.IdleTimeout"/> says after how long a form that nobody
/// has touched is forgotten (7 days if it says nothing), <see cref="ServiceDefinition.ArtifactKinds"/> of what kind the artifact is (the service's name),
/// <see cref="ServicePrompts.Goodbye"/> is said when the person cancels, <see cref="ServicePrompts.Transfer"/> when a colleague takes over.
/// </summary>
public sealed record FormDefinition
{
    /// <summary>What is asked, in this order; 1 to 50 fields.</summary>
    public IReadOnlyList<FormFieldDefinition> Fields { get => field ?? []; init; } = [];

    /// <summary>Other words, by the names of the members of <c>FormTexts</c>, for example <c>completed</c> or <c>confirm</c>.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Texts { get => field ?? NoTexts; init; } = NoTexts;

    /// <summary>Where "today" and "tomorrow" are, as an IANA name such as <c>Europe/Paris</c>; null for the zone of the host's clock.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether 3/4 is the fourth of March; null for what the person's language does.</summary>
    public bool? MonthFirst { get; init; }

    /// <summary>The country whose telephone numbers may be written without country code: two letters, or a calling code such as <c>+33</c>; null for none.</summary>
    public string? Country { get; init; }

    /// <summary>The currency of amounts that name none, three letters; null for <c>EUR</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>How many answers to a question may not be understood before other ways are offered, 1 to 20; null for 3.</summary>
    public int? MaxTries { get; init; }

    /// <summary>More words that cancel the form, 50 at most.</summary>
    public IReadOnlyList<string> CancelWords { get => field ?? []; init; } = [];

    /// <summary>What is said when the form is forgotten, as a notice that the rules for unasked messages hold for; null for nothing.</summary>
    public LocalizedText? ExpiryNotice { get; init; }

    /// <summary>True to complete the form with the last answer, without summary and confirmation.</summary>
    public bool WithoutConfirmation { get; init; }

    /// <summary>True to offer no person: for hosts where nobody would answer.</summary>
    public bool WithoutPerson { get; init; }

    /// <summary>What happens to a message that is no answer.</summary>
    public FormInterruption Interruptions { get; init; }

    /// <summary>The name of a handler of the host's (<c>AddFormHandler</c>) that gets the completed form; null for the artifact and its event alone.</summary>
    public string? Handler { get; init; }

    private static IReadOnlyDictionary<string, LocalizedText> NoTexts { get; } = new Dictionary<string, LocalizedText>();
}
