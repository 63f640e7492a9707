namespace Concierge.Ai;

/// <summary>What a text means that arrives while an answer is being written.</summary>
public enum NewMessagePolicy
{
    /// <summary>It waits and is answered by a turn of its own.</summary>
    Queue = 0,

    /// <summary>The model is asked again with it at once; what tools have done stays done.</summary>
    Restart = 1,

    /// <summary>It is given to the model with the next request of this turn, if there is one.</summary>
    Join = 2,
}
