using System.Text.Json.Serialization;
using Concierge.Forms;

namespace Concierge;

/// <summary>
/// A service as data: what leads to it, who may use it, who answers and in which words. It comes from code, from
/// configuration (<c>Concierge:Services</c>) or from the store. Immutable.
/// </summary>
public sealed record ServiceDefinition
{
    /// <summary>Its name: unique in the host, at most 64 letters, digits, dots, hyphens and underscores when it does not come from code.</summary>
    public string Name { get => field ?? string.Empty; init; } = string.Empty;

    /// <summary>What people see in the menu; null for the name.</summary>
    public LocalizedText? DisplayName { get; init; }

    /// <summary>What it is for: shown in the menu and read by a classifier. Null hides it from the classifier.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>What leads to it.</summary>
    public ServiceTriggers Triggers { get => field ?? ServiceTriggers.None; init; } = ServiceTriggers.None;

    /// <summary>Who answers: one of <see cref="ServiceKinds"/>, or the kind of another registered <see cref="IServiceProcessor"/>.</summary>
    /// <value>The default is <see cref="ServiceKinds.Code"/>.</value>
    public string Processing { get => field ?? ServiceKinds.Code; init; } = ServiceKinds.Code;

    /// <summary>What a language model is told before the conversation, or null.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>What is said at certain moments.</summary>
    public ServicePrompts Prompts { get => field ?? ServicePrompts.None; init; } = ServicePrompts.None;

    /// <summary>Further placeholders of its prompts and their values, for example <c>address</c>; they may not contain placeholders.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Values { get => field ?? NoValues; init; } = NoValues;

    /// <summary>What the person must be at least; null for anybody.</summary>
    public ServiceRole? RequiredRole { get; init; }

    /// <summary>The code that the person must give once; null for none.</summary>
    public IntrinsicIdRule? IntrinsicId { get; init; }

    /// <summary>How far it keeps the person's next messages; null for what its kind of processing does by itself.</summary>
    public ServiceHold? Hold { get; init; }

    /// <summary>How long the person may be silent before the session expires; null for what its kind of processing or else the host does by itself.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>
    /// The kinds of artifacts it makes, for example <c>ticket</c>. A form makes one of its first when it is completed; a service of the kind
    /// <see cref="ServiceKinds.Human"/> or <see cref="ServiceKinds.Hybrid"/> makes a <c>ticket</c>, if that is among them, when it hands over. Other kinds say what
    /// code of the host's makes.
    /// </summary>
    public IReadOnlyList<string> ArtifactKinds { get => field ?? []; init; } = [];

    /// <summary>What is asked, for <see cref="ServiceKinds.Form"/> and no other kind.</summary>
    public FormDefinition? Form { get; init; }

    /// <summary>What its kind of processing wants to know besides, by name: for example which tools.</summary>
    public IReadOnlyDictionary<string, string> Settings { get => field ?? NoSettings; init; } = NoSettings;

    /// <summary>True to leave it out of the menu.</summary>
    public bool IsHidden { get; init; }

    /// <summary>False while nobody gets it.</summary>
    /// <value>The default is true.</value>
    [JsonIgnore]
    public bool IsActive { get; init; } = true;

    /// <summary>Its version in the store: another one after every change; 0 when it comes from code or configuration.</summary>
    public long Version { get; init; }

    // A missing member must mean "active"; generated readers give a missing init-only member the default of its type.
    [JsonInclude]
    [JsonPropertyName("active")]
    internal bool? ActiveMember
    {
        get => IsActive ? null : false;
        init => IsActive = value ?? true;
    }

    private static IReadOnlyDictionary<string, LocalizedText> NoValues { get; } = new Dictionary<string, LocalizedText>();

    private static IReadOnlyDictionary<string, string> NoSettings { get; } = new Dictionary<string, string>();
}
