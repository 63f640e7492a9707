namespace Concierge;

/// <summary>One thing a person can choose.</summary>
/// <param name="Id">Comes back as <see cref="ChoiceBody.ChoiceId"/>. Unique within the message.</param>
/// <param name="Title">What the person sees. WhatsApp: at most 20 characters on a button, 24 in a list.</param>
public sealed record Choice(string Id, string Title)
{
    /// <summary>A second line, shown in lists only (at most 72 characters), or null.</summary>
    public string? Description { get; init; }

    /// <summary>Heading of the list section it belongs to, or null.</summary>
    public string? Section { get; init; }
}
