using System.Text;
using System.Text.Json;
using Concierge.Storage;
using Concierge.Testing.Simulation.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Testing.Simulation.World;

/// <summary>The bot of a simulated process: it echoes, slowly at times, takes bookings and sets timers, unless the user brings one.</summary>
internal static class SimulatedBot
{
    /// <summary>Where forms leave what they have filled in.</summary>
    public const string Artifacts = "artifacts";

    /// <summary>What the form's handler writes.</summary>
    public const string Bookings = "bookings";

    public const char Separator = '|';

    private static readonly TimeSpan FormExpires = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SessionExpires = TimeSpan.FromMinutes(5);

    public static void Register(IConciergeBuilder builder, SimulationWorld world, SimulatedProcess process)
    {
        builder.Services.AddSingleton(new SimulationProbe(world, process));
        builder.ConfigureTurns(steps => steps.UseFirst<SimulationProbe>());
        if (!world.HasEchoBot)
        {
            return;
        }

        SimulationRandom random = world.Random.Fork();
        builder.AddService("echo", service => service.Default(), turn => EchoAsync(turn, random));
        builder.AddTimerHandler<SimulatedNudge>();
        builder.Services.Configure<ConciergeOptions>(options =>
        {
            options.Routing.SessionIdleTimeout = SessionExpires;

            // Persons of the script say the same few words again and again, as only machines do; here everybody is answered.
            options.Outbound.LoopLimit = null;
        });
        if (world.Plan.HasForm)
        {
            AddForm(builder);
        }

        if (world.Plan.HasSubscriber)
        {
            builder.AddEventSubscriber<SimulatedSubscriber>();
        }
    }

    private static async ValueTask EchoAsync(TurnContext turn, SimulationRandom random)
    {
        if (random.Chance(0.3))
        {
            await Task.Delay(random.Seconds(0, 3), turn.Clock, turn.CancellationToken);
        }

        turn.Reply(turn.Text);
        if (random.Chance(0.2))
        {
            turn.Reply($"and more for {turn.Document.Contact.DisplayName}");
        }

        switch (random.Next(10))
        {
            case 0:
                turn.Unschedule(SimulatedNudge.HandlerName);
                break;
            case 1:
                turn.Schedule(new ConversationTimer
                {
                    Id = SimulatedNudge.HandlerName,
                    Handler = SimulatedNudge.HandlerName,
                    DueAt = turn.Clock.GetUtcNow() + random.Seconds(1, 90),
                    Data = JsonSerializer.SerializeToElement($"{turn.Message.Id}.{random.Next(int.MaxValue)}"),
                });
                break;
        }
    }

    private static void AddForm(IConciergeBuilder builder) => builder.AddForm<SimulatedBooking>("booking", form => form
        .Service(service => service.Keywords(SimulatedWords.Book))
        .WithoutPerson()
        .Expires(FormExpires, "Your booking is forgotten.")
        .Field(booking => booking.Room, field => field.Prompt(SimulatedWords.WhichRoom).Choices([.. SimulatedWords.Rooms.Select(room => new Forms.FormChoice(room, room))]))
        .Field(booking => booking.Nights, field => field.Prompt(SimulatedWords.HowManyNights).Range(1, 9))
        .OnCompleted((turn, booking) =>
        {
            string id = turn.Services.GetRequiredService<IIdSource>().NewId();
            byte[] content = Encoding.UTF8.GetBytes($"{booking.Room}{Separator}{booking.Nights}");
            turn.Write(new RecordWrite(Bookings, $"{turn.ConversationId}.{id}", content));
            return ValueTask.CompletedTask;
        }));
}
