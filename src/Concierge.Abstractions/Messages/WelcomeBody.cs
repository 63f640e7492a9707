namespace Concierge;

/// <summary>The person opened the chat for the first time and has written nothing yet.</summary>
public sealed record WelcomeBody : MessageBody
{
    /// <inheritdoc/>
    public override string Kind => "welcome";
}
