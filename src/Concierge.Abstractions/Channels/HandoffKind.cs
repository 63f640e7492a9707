namespace Concierge.Channels;

/// <summary>What a hand-off event says.</summary>
public enum HandoffKind
{
    /// <summary>A person of the business wrote to the contact outside Concierge (phone app, help desk).</summary>
    HumanMessage,

    /// <summary>A person of the business took the conversation over.</summary>
    HumanTookOver,

    /// <summary>The conversation was given back to the bot.</summary>
    BackToBot,
}
