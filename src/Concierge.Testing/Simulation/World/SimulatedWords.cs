namespace Concierge.Testing.Simulation.World;

/// <summary>What the simulated bot and its persons understand of each other.</summary>
internal static class SimulatedWords
{
    public const string Book = "book";
    public const string OptOut = "STOP";
    public const string OptIn = "START";
    public const string WhichRoom = "Which room?";
    public const string HowManyNights = "How many nights?";

    public static bool IsConsent(string text) => text is OptOut or OptIn;

    public static IReadOnlyList<string> Rooms { get; } = ["Quiet", "Sunny", "Large"];
}
