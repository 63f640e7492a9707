namespace Concierge;

/// <summary>What leads to a service.</summary>
public sealed record ServiceTriggers
{
    /// <summary>Nothing.</summary>
    public static ServiceTriggers None { get; } = new();

    /// <summary>
    /// Words or phrases, found as whole words anywhere in the message, whatever their case, accents and width; a word of six letters or
    /// more also with one wrong, missing, additional or swapped letter.
    /// </summary>
    public IReadOnlyList<string> Keywords { get => field ?? []; init; } = [];

    /// <summary>Ids of choices (buttons, list rows).</summary>
    public IReadOnlyList<string> Choices { get => field ?? []; init; } = [];

    /// <summary>Everything a person of one of these roles writes and nothing before it claims. A role counts exactly.</summary>
    public IReadOnlyList<ServiceRole> Roles { get => field ?? []; init; } = [];

    /// <summary>Files of these kinds.</summary>
    public IReadOnlyList<MediaKind> Media { get => field ?? []; init; } = [];

    /// <summary>
    /// True: a message that is a valid code by <see cref="ServiceDefinition.IntrinsicId"/> leads here by itself. The rule must have a pattern:
    /// what fits it and is wrong counts as an attempt.
    /// </summary>
    public bool IntrinsicId { get; init; }

    /// <summary>Whatever nothing else answers. One active service at most.</summary>
    public bool Default { get; init; }
}
