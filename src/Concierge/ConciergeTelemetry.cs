using System.Diagnostics;

namespace Concierge;

/// <summary>Names for OpenTelemetry: add <see cref="Name"/> as a source and as a meter.</summary>
public static class ConciergeTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Concierge";

    internal static ActivitySource Source { get; } = new(Name);

    internal static string Outcome(SendResult result) => result switch
    {
        SendAccepted => "accepted",
        SendRejected => "rejected",
        SendRetry => "retry",
        _ => "ambiguous",
    };
}
