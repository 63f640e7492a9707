namespace Concierge;

/// <summary>A voice call's life cycle.</summary>
/// <param name="Event">The provider's event, for example <c>connect</c> or <c>terminate</c>.</param>
public sealed record CallBody(string Event) : MessageBody
{
    /// <summary>How it ended, as the provider says it, or null.</summary>
    public string? Status { get; init; }

    /// <summary>Length in seconds, or null.</summary>
    public int? DurationSeconds { get; init; }

    /// <inheritdoc/>
    public override string Kind => "call";
}
