using System.ComponentModel;
using Concierge.Ai;

namespace Concierge.Docs.Tests;

#region tools
public sealed class BookingTools(TimeProvider clock)
{
    [Tool(Effect = ToolEffect.Read)]
    [Description("The free hours of a day.")]
    public string[] FreeHours([Description("The day, as 2026-01-31.")] string day) => ["9:00", "14:30"];

    [Tool(Title = "Book an appointment", Confirm = ToolConfirmation.Always, Idempotent = true)]
    [Description("Books an appointment for the person.")]
    public string Book(string day, string hour, ToolContext context) =>
        $"Booked {day} {hour} for {context.Contact.DisplayName} at {clock.GetUtcNow():O} with key {context.IdempotencyKey}.";
}
#endregion
