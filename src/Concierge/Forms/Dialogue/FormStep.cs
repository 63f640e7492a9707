namespace Concierge.Forms.Dialogue;

internal enum FormStep
{
    /// <summary>A question was asked.</summary>
    Asking = 0,

    /// <summary>The summary was shown.</summary>
    Confirming = 1,

    /// <summary>The person was asked what to change.</summary>
    Changing = 2,

    /// <summary>A person or the end was offered after too many answers that were not understood.</summary>
    Stuck = 3,
}
