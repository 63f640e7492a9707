namespace Concierge.Channels;

/// <summary>A colleague or the host changes what is known of the person. What is null stays as it is.</summary>
public sealed record UpdateProfileCommand : ConversationCommand
{
    /// <summary>The name to use; empty for the one that the person chose.</summary>
    public string? Name { get; init; }

    /// <summary>Language as in BCP 47, for example <c>fr</c>; empty to detect it again.</summary>
    public string? Language { get; init; }

    /// <summary>All labels.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>All roles.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Fields to set; an empty value removes one.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Whether the person wants messages on the host's own account.</summary>
    public Consent? Consent { get; init; }

    /// <summary>Whether the bot ignores the person.</summary>
    public bool? IsBlocked { get; init; }
}
