namespace Concierge;

/// <summary>How far a reply has come. Receipts move it forward only; <see cref="Failed"/> is overtaken only by a delivery.</summary>
public enum DeliveryStatus
{
    /// <summary>Owed: not tried yet, or to be tried again.</summary>
    Pending = 0,

    /// <summary>An attempt is recorded and its outcome is not.</summary>
    Sending = 1,

    /// <summary>The provider took it.</summary>
    Accepted = 2,

    /// <summary>The provider says it left.</summary>
    Sent = 3,

    /// <summary>It reached the person's device.</summary>
    Delivered = 4,

    /// <summary>The person read it.</summary>
    Read = 5,

    /// <summary>The person listened to the voice note.</summary>
    Played = 6,

    /// <summary>It will not arrive.</summary>
    Failed = 7,

    /// <summary>The outcome is unknown and a person must decide.</summary>
    Held = 8,

    /// <summary>It was withdrawn before it was sent, for example because a person took over.</summary>
    Cancelled = 9,
}
