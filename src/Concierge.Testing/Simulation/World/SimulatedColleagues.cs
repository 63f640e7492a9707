using Concierge.Testing.Simulation.Checks;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>Colleagues who take conversations over at bad moments and give them back.</summary>
internal sealed class SimulatedColleagues(SimulationWorld world, Supervisor supervisor)
{
    private const string Name = "Olga";
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly SimulationRandom _random = world.Random.Fork();

    public async Task WorkAsync()
    {
        for (int i = 0; i < world.Plan.TakeOvers; i++)
        {
            await world.Delay(_random.Seconds(1, 25));
            ConversationFact[] known = [.. world.Ledger.Conversations.Values.Where(conversation => conversation.Person is not null)];
            if (known.Length > 0)
            {
                await AttendAsync(new ConversationId(known[_random.Next(known.Length)].Id));
            }
        }
    }

    private async Task AttendAsync(ConversationId conversation)
    {
        world.Note($"{Name} takes {conversation} over");
        if (!await supervisor.ActAsync(desk => desk.TakeOverAsync(conversation, Name)))
        {
            return;
        }

        await world.Delay(_random.Seconds(0, 15));
        if (_random.Chance(0.5))
        {
            await supervisor.ActAsync(desk => desk.ReplyAsync(conversation, new TextMessage("This is Olga."), Name));
            await world.Delay(_random.Seconds(0, 5));
        }

        // Without the bot the rest of the run would prove nothing: insist.
        while (!await supervisor.ActAsync(desk => desk.HandBackAsync(conversation, Name)))
        {
            await world.Delay(Again);
        }

        world.Note($"{Name} gives {conversation} back");
    }
}
