namespace Concierge;

/// <summary>A tap on a button or a list row, or a text that was understood as one.</summary>
/// <param name="ChoiceId">The id the bot gave the choice; empty where the provider lost it.</param>
/// <param name="Title">What the person saw.</param>
public sealed record ChoiceBody(string ChoiceId, string Title) : MessageBody
{
    /// <inheritdoc/>
    public override string Kind => "choice";

    /// <inheritdoc/>
    public override string? PlainText => Title;
}
