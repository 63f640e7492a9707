namespace Concierge;

/// <summary>One address-book card that a person shared or that a reply shares.</summary>
public sealed record ContactCard
{
    /// <summary>The name to show.</summary>
    public required string FormattedName { get; init; }

    /// <summary>Given name, or null. Meta requires one more name part than the formatted name; it is added when missing.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name, or null.</summary>
    public string? LastName { get; init; }

    /// <summary>Telephone numbers as written.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>E-mail addresses.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Organisation, or null.</summary>
    public string? Organization { get; init; }

    /// <summary>The card as vCard text where the provider gives it, or null.</summary>
    public string? VCard { get; init; }
}
