namespace Concierge.Ai.Loop;

/// <summary>Why the loop ended.</summary>
internal enum LoopEndKind
{
    /// <summary>The model answered.</summary>
    Answered,

    /// <summary>A call waits for somebody's yes.</summary>
    Waiting,

    /// <summary>A tool ended the turn.</summary>
    Ended,

    /// <summary>The model found no end, or its calls fail.</summary>
    GaveUp,

    /// <summary>No model answered, or not in time.</summary>
    Unavailable,

    /// <summary>The turn's limit is reached.</summary>
    TooExpensive,
}
