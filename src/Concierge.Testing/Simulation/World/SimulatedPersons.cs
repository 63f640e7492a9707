using Concierge.Channels;
using Concierge.Testing.Simulation.Checks;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>Persons who write: in bursts, or after a pause for thought.</summary>
internal sealed class SimulatedPersons(SimulationWorld world, SimulatedProvider provider)
{
    private readonly SimulationRandom _random = world.Random.Fork();

    public Task WriteAsync() =>
        Task.WhenAll(Enumerable.Range(0, world.Plan.Persons).Select(person => world.Start(() => WriteAsync(person))));

    private async Task WriteAsync(int person)
    {
        int messages = _random.Between(1, world.Options.MaxMessages);
        for (int i = 0; i < messages; i++)
        {
            await world.Delay(_random.Chance(0.5) ? _random.Seconds(0, 0.3) : _random.Seconds(0.3, 20));
            Write(person);
        }
    }

    private void Write(int person)
    {
        int number = world.Ledger.Messages.Count + 1;
        IReadOnlyList<string> utterances = world.Options.Utterances;
        string text = utterances.Count > 0 ? utterances[_random.Next(utterances.Count)] : $"m{number} says {RequestWatcher.Canary(person)}";
        DateTimeOffset now = world.Now;
        var message = new MessageFact { Id = $"in.{number}", Person = person, Text = text, SentAt = now };
        world.Ledger.Messages.Add(message.Id, message);
        provider.Publish(new MessageReceived
        {
            AccountId = SimulatedProcess.AccountId,
            Id = message.Id,
            OccurredAt = now,
            Sender = Phonebook.Identity(person),
            Body = new TextBody(text),
        });
    }
}
