using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Testing.Simulation.World;

/// <summary>The bot of a simulated process: it echoes, slowly at times, unless the user brings one.</summary>
internal static class SimulatedBot
{
    public static void Register(IConciergeBuilder builder, SimulationWorld world, SimulatedProcess process)
    {
        builder.Services.AddSingleton(new SimulationProbe(world, process));
        builder.ConfigureTurns(steps => steps.UseFirst<SimulationProbe>());
        if (world.HasEchoBot)
        {
            Scheduling.SimulationRandom random = world.Random.Fork();
            builder.AddService("echo", service => service.Default(), async turn =>
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
            });
        }
    }
}
