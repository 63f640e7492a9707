namespace Concierge;

/// <summary>Plain text.</summary>
/// <param name="Text">The text as typed; may be empty.</param>
public sealed record TextBody(string Text) : MessageBody
{
    /// <inheritdoc/>
    public override string Kind => "text";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
