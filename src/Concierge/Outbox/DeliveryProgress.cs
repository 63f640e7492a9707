namespace Concierge.Outbox;

/// <summary>Which status may follow which: forward only.</summary>
internal static class DeliveryProgress
{
    public static bool IsForward(DeliveryStatus current, DeliveryStatus next) => (current, next) switch
    {
        // Devices of one person may disagree: a delivery after a failure is the truth.
        (DeliveryStatus.Failed, DeliveryStatus.Delivered or DeliveryStatus.Read or DeliveryStatus.Played) => true,
        (DeliveryStatus.Failed, _) => false,
        (_, DeliveryStatus.Failed) => Rank(current) < Rank(DeliveryStatus.Delivered),
        _ => Rank(next) > Rank(current),
    };

    private static int Rank(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Pending or DeliveryStatus.Held or DeliveryStatus.Cancelled => 0,
        DeliveryStatus.Sending => 1,
        DeliveryStatus.Accepted => 2,
        DeliveryStatus.Sent => 3,
        DeliveryStatus.Delivered => 4,
        DeliveryStatus.Read => 5,
        DeliveryStatus.Played => 6,
        _ => 7,
    };
}
