using System.Text.RegularExpressions;
using Concierge.Ids;
using Concierge.Routing.Keywords;

namespace Concierge.Services;

/// <summary>Says what is wrong with a definition, a sentence each.</summary>
internal sealed partial class DefinitionValidator(ServiceProcessors processors, IntrinsicIdValidators validators)
{
    private const int LongestKeyword = 100;
    private const int LongestChoice = 256;
    private const int LongestPrompt = 4096;
    private const int LongestPattern = 500;
    private const int MostAttempts = 20;

    private static readonly TimeSpan LongestLockout = TimeSpan.FromDays(30);

    public IReadOnlyList<string> Validate(ServiceDefinition definition, ServiceSource source)
    {
        var problems = new List<string>();
        Check(problems, source == ServiceSource.Code ? !string.IsNullOrWhiteSpace(definition.Name) : NamePattern().IsMatch(definition.Name), "name must be 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or a digit.");
        ValidateTriggers(definition.Triggers, problems);
        ValidateTexts(definition, problems);
        ValidateId(definition, problems);
        Check(problems, definition.IdleTimeout is null || definition.IdleTimeout > TimeSpan.Zero, "idleTimeout must be greater than zero.");
        Check(problems, definition.ArtifactKinds.All(kind => !string.IsNullOrWhiteSpace(kind)), "artifactKinds has an empty name.");
        Check(problems, definition.Form is null || IsForm(definition), $"form says what a service with processing 'form' asks; its processing is '{definition.Processing}'.");
        if (processors.Find(definition.Processing) is { } processor)
        {
            problems.AddRange(processor.Validate(definition));
        }
        else if (!string.Equals(definition.Processing, ServiceKinds.Code, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"processing is '{definition.Processing}', which nothing here does. Known: {string.Join(", ", processors.Kinds)}.");
        }

        return problems;
    }

    /// <summary>Besides that, what is wrong with one that is about to be saved; one that is switched off may wait for what it needs.</summary>
    public async ValueTask<IReadOnlyList<string>> ValidateNewAsync(ServiceDefinition definition, CancellationToken cancellationToken) =>
        definition.IsActive && processors.Find(definition.Processing) is { } processor ? await processor.ValidateNewAsync(definition, cancellationToken) : [];

    /// <summary>What is wrong with a text that people read.</summary>
    /// <param name="member">Where it stands.</param>
    /// <param name="prompt">The text, or null.</param>
    /// <param name="isKnown">Whether somebody fills a placeholder.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void ValidatePrompt(string member, LocalizedText? prompt, Func<string, bool> isKnown, List<string> problems)
    {
        foreach ((string language, string text) in prompt?.Variants ?? new Dictionary<string, string>())
        {
            Check(problems, text.Length <= LongestPrompt, $"{member} ({language}) has more than {LongestPrompt} characters.");
            if (PromptTemplate.Problem(text, isKnown) is { } problem)
            {
                problems.Add($"{member} ({language}) {problem}.");
            }
        }
    }

    private static void ValidateTriggers(ServiceTriggers triggers, List<string> problems)
    {
        foreach (string keyword in triggers.Keywords)
        {
            Check(problems, keyword is { Length: > 0 and <= LongestKeyword } && TextFolding.Fold(keyword).Length > 0, $"triggers.keywords: '{keyword}' has no letter, or more than {LongestKeyword} characters.");
        }

        Check(problems, triggers.Choices.All(choice => choice is { Length: > 0 and <= LongestChoice }), $"triggers.choices: an id has 1 to {LongestChoice} characters.");
    }

    private static void ValidateTexts(ServiceDefinition definition, List<string> problems)
    {
        ServicePrompts prompts = definition.Prompts;
        foreach ((string name, LocalizedText? prompt) in new (string, LocalizedText?)[]
        {
            ("welcome", prompts.Welcome),
            ("goodbye", prompts.Goodbye),
            ("answer", prompts.Answer),
            ("askForId", prompts.AskForId),
            ("invalidId", prompts.InvalidId),
            ("blocked", prompts.Blocked),
            ("unavailable", prompts.Unavailable),
            ("wait", prompts.Wait),
            ("transfer", prompts.Transfer),
        })
        {
            ValidatePrompt($"prompts.{name}", prompt, IsKnown, problems);
        }

        foreach ((string name, LocalizedText value) in definition.Values)
        {
            Check(problems, value is not null, $"values.{name} is empty.");
            Check(problems, !PromptWriter.Placeholders.Contains(name, StringComparer.Ordinal), $"values.{name}: this placeholder is filled already.");
            ValidatePrompt($"values.{name}", value, static _ => false, problems);
        }

        bool IsKnown(string placeholder) => PromptWriter.Placeholders.Contains(placeholder, StringComparer.Ordinal) || definition.Values.ContainsKey(placeholder);
    }

    private void ValidateId(ServiceDefinition definition, List<string> problems)
    {
        if (definition.IntrinsicId is not { } rule)
        {
            Check(problems, !definition.Triggers.IntrinsicId, "triggers.intrinsicId needs an intrinsicId.");
            return;
        }

        Check(problems, rule.Values.Count > 0 || rule.Pattern is not null || rule.Validator is not null, "intrinsicId needs values, a pattern or a validator.");
        Check(problems, rule.Values.All(value => value is not null && (IntrinsicIdHash.IsHash(value) || IntrinsicIdHash.Normalize(value).Length > 0)), "intrinsicId.values has one without a letter or a digit.");
        Check(problems, !definition.Triggers.IntrinsicId || rule.Pattern is not null, "triggers.intrinsicId needs an intrinsicId.pattern, because what fits it counts as an attempt.");
        Check(problems, rule.MaxAttempts is null or (>= 1 and <= MostAttempts), $"intrinsicId.maxAttempts must be 1 to {MostAttempts}.");
        Check(problems, rule.Lockout is null || (rule.Lockout > TimeSpan.Zero && rule.Lockout <= LongestLockout), "intrinsicId.lockout must be greater than zero and at most 30 days.");
        Check(problems, rule.RememberFor is null || rule.RememberFor > TimeSpan.Zero, "intrinsicId.rememberFor must be greater than zero.");
        Check(problems, rule.Validator is null || validators.Find(rule.Validator) is not null, $"intrinsicId.validator is '{rule.Validator}', and there is none of that name. Register an IIntrinsicIdValidator, or set {IntrinsicIdValidators.Section}:{rule.Validator}:Url.");
        if (rule.Pattern is not null && IntrinsicIdPattern.Problem(rule.Pattern, LongestPattern) is { } wrong)
        {
            problems.Add($"intrinsicId.pattern {wrong}");
        }
    }

    private static bool IsForm(ServiceDefinition definition) => string.Equals(definition.Processing, ServiceKinds.Form, StringComparison.OrdinalIgnoreCase);

    private static void Check(List<string> problems, bool holds, string problem)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
