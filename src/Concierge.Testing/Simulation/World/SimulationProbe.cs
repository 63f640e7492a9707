using Concierge.Channels;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>The outermost step of every turn: notices overlaps and strangers, and fails at times as user code does.</summary>
internal sealed class SimulationProbe(SimulationWorld world, SimulatedProcess process) : ITurnMiddleware
{
    private readonly HashSet<(int LeaseEpoch, string Conversation)> _running = [];
    private readonly SimulationRandom _random = world.Random.Fork();

    public async ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        string conversation = turn.ConversationId.Value;
        world.Note($"turn {conversation} of process {process.Number} with {turn.Messages.Count}");
        // Whoever lost a lease may still be in a turn that can no longer commit: only turns under valid leases must not overlap.
        (int, string) running = (world.LeaseEpoch, conversation);
        if (!_running.Add(running))
        {
            world.Ledger.Violate($"Overlap: two turns of conversation {conversation} run at once in one process.");
        }

        try
        {
            CheckSenders(turn);
            FailAtTimes();
            await next(turn);
            FailAtTimes();
        }
        finally
        {
            _running.Remove(running);
        }
    }

    private void CheckSenders(TurnContext turn)
    {
        int person = Phonebook.Person(turn.Message.Sender);
        foreach (MessageReceived message in turn.Messages)
        {
            if (Phonebook.Person(message.Sender) != person)
            {
                world.Ledger.Violate($"Contexts mix: one turn has messages of the persons {person} and {Phonebook.Person(message.Sender)}.");
            }
        }
    }

    private void FailAtTimes()
    {
        if (_random.Chance(world.Plan.TurnFaults / 2))
        {
            throw new InvalidOperationException("The simulated service failed.");
        }
    }
}
