namespace Concierge;

/// <summary>What leads to a service, who may use it and what it says. It makes a <see cref="ServiceDefinition"/>.</summary>
public sealed class ServiceBuilder
{
    private readonly List<string> _keywords = [];
    private readonly List<string> _choices = [];
    private readonly List<ServiceRole> _roles = [];
    private readonly List<MediaKind> _media = [];
    private ServiceDefinition _definition;
    private bool _isDefault;
    private bool _isLedToByCode;

    internal ServiceBuilder(string name) => _definition = new ServiceDefinition { Name = name };

    /// <summary>The service's name.</summary>
    public string Name => _definition.Name;

    internal LocalizedText? AnswerText => _definition.Prompts.Answer;

    /// <summary>
    /// Words or phrases that lead here, found as whole words anywhere in the message, whatever their case and accents. The
    /// longest one found in a message wins.
    /// </summary>
    public ServiceBuilder Keywords(params IEnumerable<string> keywords)
    {
        _keywords.AddRange(keywords);
        return this;
    }

    /// <summary>Ids of choices (buttons, list rows) that lead here.</summary>
    public ServiceBuilder Choices(params IEnumerable<string> choiceIds)
    {
        _choices.AddRange(choiceIds);
        return this;
    }

    /// <summary>Files of these kinds lead here.</summary>
    public ServiceBuilder Media(params IEnumerable<MediaKind> kinds)
    {
        _media.AddRange(kinds);
        return this;
    }

    /// <summary>What people of one of these roles write leads here when nothing before it claims it.</summary>
    public ServiceBuilder ForRoles(params IEnumerable<ServiceRole> roles)
    {
        _roles.AddRange(roles);
        return this;
    }

    /// <summary>Answers whatever nothing else answers. One service at most.</summary>
    public ServiceBuilder Default()
    {
        _isDefault = true;
        return this;
    }

    /// <summary>A fixed answer: the whole service for <c>AddService(name, configure)</c>, what is said before the hand-over for a human service.</summary>
    public ServiceBuilder Answer(LocalizedText text) => Prompts(prompts => prompts with { Answer = text });

    /// <summary>What people see in the menu.</summary>
    public ServiceBuilder DisplayName(LocalizedText name) => Define(definition => definition with { DisplayName = name });

    /// <summary>What it is for: for the menu and a classifier.</summary>
    public ServiceBuilder Description(LocalizedText description) => Define(definition => definition with { Description = description });

    /// <summary>What it says at certain moments.</summary>
    public ServiceBuilder Prompts(Func<ServicePrompts, ServicePrompts> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Define(definition => definition with { Prompts = change(definition.Prompts) });
    }

    /// <summary>Only people of at least this role may use it.</summary>
    public ServiceBuilder RequireRole(ServiceRole role) => Define(definition => definition with { RequiredRole = role });

    /// <summary>Only people who give a code may use it.</summary>
    public ServiceBuilder RequireId(IntrinsicIdRule rule) => Define(definition => definition with { IntrinsicId = rule });

    /// <summary>A message that is the right code leads here by itself; the rule needs a pattern.</summary>
    public ServiceBuilder LedToByCode()
    {
        _isLedToByCode = true;
        return this;
    }

    /// <summary>How far it keeps the person's next messages.</summary>
    public ServiceBuilder Hold(ServiceHold hold) => Define(definition => definition with { Hold = hold });

    /// <summary>How long the person may be silent before the session expires.</summary>
    public ServiceBuilder IdleTimeout(TimeSpan timeout) => Define(definition => definition with { IdleTimeout = timeout });

    /// <summary>
    /// The kinds of artifacts that it makes: <see cref="ArtifactKinds.Ticket"/> has a service that hands over make a ticket then. A form says it with
    /// <see cref="Forms.FormBuilder{TRecord}.Artifact"/>.
    /// </summary>
    public ServiceBuilder Artifacts(params IEnumerable<string> kinds) => Define(definition => definition with { ArtifactKinds = [.. definition.ArtifactKinds, .. kinds] });

    /// <summary>Leaves it out of the menu.</summary>
    public ServiceBuilder Hidden() => Define(definition => definition with { IsHidden = true });

    /// <summary>Changes anything else of its definition; the name stays.</summary>
    public ServiceBuilder Define(Func<ServiceDefinition, ServiceDefinition> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _definition = change(_definition) with { Name = Name };
        return this;
    }

    internal ServiceDefinition Build(string kind) => _definition with
    {
        Processing = kind,
        Triggers = new ServiceTriggers
        {
            Keywords = [.. _definition.Triggers.Keywords, .. _keywords],
            Choices = [.. _definition.Triggers.Choices, .. _choices],
            Roles = [.. _definition.Triggers.Roles, .. _roles],
            Media = [.. _definition.Triggers.Media, .. _media],
            IntrinsicId = _definition.Triggers.IntrinsicId || _isLedToByCode,
            Default = _definition.Triggers.Default || _isDefault,
        },
    };
}
