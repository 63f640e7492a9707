using System.ComponentModel;
using Concierge.Ai;

namespace Concierge.Samples.Quickstart;

/// <summary>What the model may do. Booking asks the person first, with a button; the model has no say in that.</summary>
internal sealed class BakingClasses
{
    private const string StateName = "class";
    private const int Places = 8;

    private static readonly string[] Days = ["Saturday", "Sunday"];

    [Tool(Effect = ToolEffect.Read)]
    [Description("The days of the baking classes, and the class that the person has booked.")]
    public static string Classes(ToolContext context)
    {
        Booking? booked = context.GetState(StateName, BookingJson.Default.Booking);
        return $"Classes on {string.Join(" and ", Days)}, {Places} places each. Booked: {(booked is null ? "nothing" : $"{booked.Day} for {booked.People}")}.";
    }

    // Doing it twice leaves one booking: after a crash in the middle it may run again.
    [Tool(Title = "Book a baking class", Confirm = ToolConfirmation.Always, Idempotent = true)]
    [Description("Books places in a baking class for the person.")]
    public static string Book([Description("Saturday or Sunday")] string day, int people, ToolContext context)
    {
        string? open = Array.Find(Days, known => known.Equals(day.Trim(), StringComparison.OrdinalIgnoreCase));
        if (open is null || people is < 1 or > Places)
        {
            return $"Not booked: classes are on {string.Join(" and ", Days)}, for 1 to {Places} people.";
        }

        context.SetState(StateName, new Booking(open, people), BookingJson.Default.Booking);
        return $"Booked: {open} at 9:00 for {people}.";
    }
}
