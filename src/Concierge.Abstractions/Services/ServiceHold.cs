namespace Concierge;

/// <summary>How far a service keeps the person's next messages once it was chosen.</summary>
public enum ServiceHold
{
    /// <summary>Every message is routed anew. A service may still take the word by <see cref="ConversationDocument.ActiveService"/>; then it gets everything, commands too.</summary>
    None = 0,

    /// <summary>What leads nowhere else comes back to it until its session ends.</summary>
    Continue = 1,

    /// <summary>Everything but commands comes to it until its session ends.</summary>
    Exclusive = 2,
}
