namespace Concierge;

/// <summary>An earlier message was deleted by its sender.</summary>
/// <param name="TargetMessageId">The provider's id of the deleted message.</param>
public sealed record RevokeBody(string TargetMessageId) : MessageBody
{
    /// <inheritdoc/>
    public override string Kind => "revoke";
}
