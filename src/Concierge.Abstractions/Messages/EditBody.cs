namespace Concierge;

/// <summary>An earlier message was changed by its sender.</summary>
/// <param name="TargetMessageId">The provider's id of the changed message.</param>
/// <param name="NewBody">What it says now, or null where the provider does not tell.</param>
public sealed record EditBody(string TargetMessageId, MessageBody? NewBody) : MessageBody
{
    /// <inheritdoc/>
    public override string Kind => "edit";

    /// <inheritdoc/>
    public override string? PlainText => NewBody?.PlainText;
}
