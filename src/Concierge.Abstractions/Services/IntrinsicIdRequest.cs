namespace Concierge;

/// <summary>A code to check.</summary>
/// <param name="Service">The service that asks for it.</param>
/// <param name="Code">What the person wrote, without blanks around it. Confidential.</param>
/// <param name="Conversation">Whose it is.</param>
public sealed record IntrinsicIdRequest(string Service, string Code, ConversationId Conversation)
{
    /// <summary>The service only: a code must not reach a log by accident.</summary>
    public override string ToString() => $"code for {Service}";
}
