using System.Diagnostics.CodeAnalysis;
using Concierge.Ids;
using Concierge.Routing;
using Concierge.Services;
using Concierge.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>
/// The order of the routing rules. It starts as: a service's own question → a code that was asked for → the active service → commands →
/// choices → keywords → roles → typed codes → media → the service of the session → classification → the default → the menu. Each rule is
/// created once and serves all turns.
/// </summary>
public sealed class RoutingBuilder
{
    private readonly List<RoutingStep> _steps =
    [
        Step<QuestionRule>(),
        new(typeof(AskedIdRule), static services => new AskedIdRule(services.GetRequiredService<IdGate>())),
        Step<ActiveServiceRule>(),
        new(typeof(CommandRule), static services => new CommandRule(
            services.GetRequiredService<PromptWriter>(),
            services.GetRequiredService<MenuWriter>())),
        Step<ChoiceRule>(),
        Step<KeywordRule>(),
        Step<RoleRule>(),
        new(typeof(TypedIdRule), static services => new TypedIdRule(
            services.GetRequiredService<IdGate>(),
            services.GetRequiredService<PromptWriter>())),
        Step<MediaRule>(),
        Step<SessionRule>(),
        new(typeof(ClassificationRule), static services => new ClassificationRule(
            services.GetRequiredService<IOptions<ConciergeOptions>>(),
            services.GetRequiredService<ILogger<ClassificationRule>>())),
        Step<DefaultRule>(),
        new(typeof(MenuRule), static services => new MenuRule(services.GetRequiredService<MenuWriter>())),
    ];

    internal RoutingBuilder()
    {
    }

    internal IReadOnlyList<RoutingStep> Steps => _steps;

    internal List<HostCommand> Commands { get; } = [];

    /// <summary>Adds a rule directly before the classification, after all that is explicit.</summary>
    public RoutingBuilder Use<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>()
        where TRule : class, IRoutingRule
    {
        int place = _steps.FindIndex(step => step.Type == typeof(ClassificationRule));
        return Insert(place < 0 ? _steps.Count : place, Step<TRule>());
    }

    /// <summary>Adds a rule as the first.</summary>
    public RoutingBuilder UseFirst<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>()
        where TRule : class, IRoutingRule => Insert(0, Step<TRule>());

    /// <summary>Adds a rule directly before another.</summary>
    /// <exception cref="InvalidOperationException">The other rule is not in the list.</exception>
    public RoutingBuilder InsertBefore<TAnchor, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>()
        where TAnchor : IRoutingRule
        where TRule : class, IRoutingRule => Insert(Find<TAnchor>(), Step<TRule>());

    /// <summary>Adds a rule directly after another.</summary>
    /// <exception cref="InvalidOperationException">The other rule is not in the list.</exception>
    public RoutingBuilder InsertAfter<TAnchor, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>()
        where TAnchor : IRoutingRule
        where TRule : class, IRoutingRule => Insert(Find<TAnchor>() + 1, Step<TRule>());

    /// <summary>Puts a rule that is in the list directly before another.</summary>
    /// <exception cref="InvalidOperationException">One of them is not in the list.</exception>
    public RoutingBuilder MoveBefore<TAnchor, TRule>()
        where TAnchor : IRoutingRule
        where TRule : IRoutingRule
    {
        RoutingStep moved = _steps[Find<TRule>()];
        _steps.Remove(moved);
        return Insert(Find<TAnchor>(), moved);
    }

    /// <summary>Takes a rule out.</summary>
    /// <exception cref="InvalidOperationException">The rule is not in the list.</exception>
    public RoutingBuilder Remove<TRule>()
        where TRule : IRoutingRule
    {
        _steps.RemoveAt(Find<TRule>());
        return this;
    }

    /// <summary>Adds a command: a message that is nothing but one of the words. It comes before the built-in ones.</summary>
    /// <param name="name">Its name, for the transcript; a choice with the id <c>command:</c> and this name means it too.</param>
    /// <param name="words">Its words in every language, whatever their case and accents.</param>
    /// <param name="handle">What it does.</param>
    public RoutingBuilder AddCommand(string name, IEnumerable<string> words, Func<TurnContext, ValueTask> handle)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(handle);
        Commands.Add(new HostCommand(name, [.. words], handle));
        return this;
    }

    private static RoutingStep Step<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>()
        where TRule : class, IRoutingRule =>
        new(typeof(TRule), static services => ActivatorUtilities.GetServiceOrCreateInstance<TRule>(services));

    private RoutingBuilder Insert(int index, RoutingStep step)
    {
        _steps.Insert(index, step);
        return this;
    }

    private int Find<TRule>()
    {
        int index = _steps.FindIndex(step => step.Type == typeof(TRule));
        return index >= 0
            ? index
            : throw new InvalidOperationException(
                $"{typeof(TRule).Name} is not among the routing rules. They are: {string.Join(", ", _steps.Select(step => step.Type.Name))}.");
    }
}
