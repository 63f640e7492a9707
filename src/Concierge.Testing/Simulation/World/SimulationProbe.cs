using Concierge.Channels;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>The outermost step of every turn: notices overlaps and strangers, and fails at times as user code does.</summary>
internal sealed class SimulationProbe(SimulationWorld world, SimulatedProcess process) : ITurnMiddleware
{
    private const string Overlap = "Overlap";

    private readonly HashSet<string> _running = [];
    private readonly SimulationRandom _random = world.Random.Fork();

    public static bool IsOverlap(string violation) => violation.StartsWith(Overlap, StringComparison.Ordinal);

    public async ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        string conversation = turn.ConversationId.Value;
        world.Note($"turn {conversation} of process {process.Number} with {turn.Messages.Count}");
        if (!_running.Add(conversation) && !process.Context.WasFrozen)
        {
            world.Ledger.Violate($"{Overlap}: two turns of conversation {conversation} run at once in one process.");
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
            _running.Remove(conversation);
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
