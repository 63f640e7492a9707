namespace Concierge;

/// <summary>Opens a form in the app (WhatsApp Flow); the answers come back as a <see cref="FormBody"/>.</summary>
/// <param name="Text">The text above the button.</param>
/// <param name="ButtonText">The button's caption, at most 20 characters, no emoji.</param>
/// <param name="FlowId">The provider's id of the form.</param>
public sealed record FormMessage(string Text, string ButtonText, string FlowId) : OutboundMessage
{
    /// <summary>Comes back with the answers; null lets the provider choose.</summary>
    public string? Token { get; init; }

    /// <summary>First screen, or null for the form's own.</summary>
    public string? Screen { get; init; }

    /// <summary>Initial data as a JSON object, or null. Not empty.</summary>
    public string? DataJson { get; init; }

    /// <summary>True to ask the form's end point for the first screen.</summary>
    public bool ExchangeData { get; init; }

    /// <summary>True to open a form that is not published yet.</summary>
    public bool IsDraft { get; init; }

    /// <inheritdoc/>
    public override string Kind => "form";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
