using System.Text.Json.Serialization;

namespace Concierge;

/// <summary>What is known of the person beside the addresses. Part of the conversation's document; personal data.</summary>
public sealed class ContactProfile
{
    /// <summary>The name to use, or null for the one that the person chose.</summary>
    public string? Name { get; set; }

    /// <summary>The person's language as in BCP 47 (<c>fr</c>), given or detected; null while unknown.</summary>
    public string? Language { get; set; }

    /// <summary>Whether <see cref="Language"/> was given and is not to be detected.</summary>
    public bool IsLanguageGiven { get; set; }

    /// <summary>Labels for colleagues and campaigns.</summary>
    public List<string> Labels { get; set; } = [];

    /// <summary>Roles that services may require.</summary>
    public List<string> Roles { get; set; } = [];

    /// <summary>Fields of the host's own.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>Codes that the person has given and that were accepted, by the rule's name.</summary>
    public Dictionary<string, string> IntrinsicIds { get; set; } = [];

    /// <summary>Whether the person wants messages that nobody asked for.</summary>
    public Consent Consent { get; set; }

    /// <summary>When <see cref="Consent"/> was last said, or null.</summary>
    public DateTimeOffset? ConsentAt { get; set; }

    /// <summary>The person told the provider to stop marketing; reminders and notices are still sent.</summary>
    public bool RefusesMarketing { get; set; }

    /// <summary>The bot ignores this person; messages are recorded.</summary>
    public bool IsBlocked { get; set; }

    [JsonIgnore]
    internal bool IsEmpty => Name is null && Language is null && !IsLanguageGiven && !IsBlocked && !RefusesMarketing && Consent == Consent.Unknown && ConsentAt is null
        && Labels.Count == 0 && Roles.Count == 0 && Fields.Count == 0 && IntrinsicIds.Count == 0;
}
