namespace Concierge;

/// <summary>
/// Why a message is sent. <see cref="Answer"/> is what the person asked for; everything else begins with the business, and needs the
/// person's leave: never after an opt-out, and only the kinds that <c>Concierge:Outbound:Allowed</c> names.
/// </summary>
public enum MessagePurpose
{
    /// <summary>An answer to what the person wrote, or a colleague's own words.</summary>
    Answer = 0,

    /// <summary>A question without whose answer something the person wants cannot go on.</summary>
    Question = 1,

    /// <summary>Something the person wants has failed.</summary>
    Error = 2,

    /// <summary>Something is ready or has changed.</summary>
    Notice = 3,

    /// <summary>An appointment or a form that waits.</summary>
    Reminder = 4,

    /// <summary>An offer. Needs an opt-in.</summary>
    Marketing = 5,
}
