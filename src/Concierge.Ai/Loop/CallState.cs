namespace Concierge.Ai.Loop;

/// <summary>How far a call has come.</summary>
internal enum CallState
{
    /// <summary>It is to be run.</summary>
    Planned = 0,

    /// <summary>It was begun. Found after a crash: nobody knows whether it was done.</summary>
    Started = 1,

    /// <summary>It has a result.</summary>
    Finished = 2,
}
