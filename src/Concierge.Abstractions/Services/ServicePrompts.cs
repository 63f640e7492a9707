namespace Concierge;

/// <summary>
/// What a service says at certain moments. Placeholders: <c>{name}</c> (the person's), <c>{service}</c>, <c>{attempts}</c> (left),
/// <c>{minutes}</c> (until the lock opens) and the names in <see cref="ServiceDefinition.Values"/>; <c>{{</c> and <c>}}</c> are braces.
/// What is put in is never read again as a prompt.
/// </summary>
public sealed record ServicePrompts
{
    /// <summary>No prompts.</summary>
    public static ServicePrompts None { get; } = new();

    /// <summary>When a session begins, unless its service had the word already; null for nothing.</summary>
    public LocalizedText? Welcome { get; init; }

    /// <summary>When the person leaves by the command <c>stop</c>, or cancels a form; null for a general sentence.</summary>
    public LocalizedText? Goodbye { get; init; }

    /// <summary>The whole answer of a service of kind <see cref="ServiceKinds.Answer"/>.</summary>
    public LocalizedText? Answer { get; init; }

    /// <summary>Asks for the code; null for a general sentence.</summary>
    public LocalizedText? AskForId { get; init; }

    /// <summary>The code was wrong; null for a general sentence.</summary>
    public LocalizedText? InvalidId { get; init; }

    /// <summary>Too many wrong codes; null for a general sentence.</summary>
    public LocalizedText? Blocked { get; init; }

    /// <summary>The code cannot be checked now; null for a general sentence.</summary>
    public LocalizedText? Unavailable { get; init; }

    /// <summary>Said once when an answer of a model takes long; null for a general sentence.</summary>
    public LocalizedText? Wait { get; init; }

    /// <summary>A person takes over; null for nothing with a human service and for a general sentence otherwise.</summary>
    public LocalizedText? Transfer { get; init; }
}
