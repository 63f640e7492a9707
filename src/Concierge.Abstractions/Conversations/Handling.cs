namespace Concierge;

/// <summary>Who answers in a conversation.</summary>
public enum Handling
{
    /// <summary>The bot.</summary>
    Bot = 0,

    /// <summary>A person: the bot records and is silent.</summary>
    Human = 1,
}
