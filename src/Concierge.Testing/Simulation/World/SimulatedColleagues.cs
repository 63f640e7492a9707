using Concierge.Channels;
using Concierge.Testing.Simulation.Checks;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>Colleagues who take conversations over at bad moments, at the desk or at the provider, and give them back.</summary>
internal sealed class SimulatedColleagues(SimulationWorld world, Supervisor supervisor, SimulatedProvider provider)
{
    private const string Name = "Olga";
    private const int Looks = 60;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly SimulationRandom _random = world.Random.Fork();
    private int _handoffs;

    public async Task WorkAsync()
    {
        for (int i = 0; i < world.Plan.TakeOvers; i++)
        {
            ConversationFact? chosen = _random.Chance(0.5) ? await FindAnyAsync() : await FindBusyAsync();
            if (chosen is not null)
            {
                await AttendAsync(chosen);
            }
        }
    }

    private async Task<ConversationFact?> FindAnyAsync()
    {
        await world.Delay(_random.Seconds(1, 25));
        return Pick(Known());
    }

    /// <summary>Waits until the bot is about to say something; then a few steps decide who is first.</summary>
    private async Task<ConversationFact?> FindBusyAsync()
    {
        await world.Delay(_random.Seconds(0, 5));
        for (int i = 0; i < Looks; i++)
        {
            if (Pick(Known().Where(conversation => conversation.Owed.Count > 0)) is { } busy)
            {
                for (int steps = _random.Next(60); steps > 0; steps--)
                {
                    await Task.Yield();
                }

                return busy;
            }

            await world.Delay(_random.Seconds(0.02, 0.3));
        }

        return null;
    }

    private IEnumerable<ConversationFact> Known() => world.Ledger.Conversations.Values.Where(conversation => conversation.Person is not null);

    private ConversationFact? Pick(IEnumerable<ConversationFact> conversations)
    {
        ConversationFact[] all = [.. conversations];
        return all.Length == 0 ? null : all[_random.Next(all.Length)];
    }

    private async Task AttendAsync(ConversationFact chosen)
    {
        var conversation = new ConversationId(chosen.Id);
        bool isElsewhere = _random.Chance(0.4);
        world.Note($"{Name} takes {conversation} over");
        if (isElsewhere)
        {
            Publish(chosen, HandoffKind.HumanTookOver);
        }
        else if (!await supervisor.ActAsync(desk => desk.TakeOverAsync(conversation, Name)))
        {
            return;
        }

        await world.Delay(_random.Seconds(0, 15));
        if (_random.Chance(0.5))
        {
            await SpeakAsync(chosen, isElsewhere);
            await world.Delay(_random.Seconds(0, 5));
        }

        if (isElsewhere)
        {
            Publish(chosen, HandoffKind.BackToBot);
            await world.Delay(_random.Seconds(0, 5));
        }

        // Without the bot the rest of the run would prove nothing: insist.
        while (!await supervisor.ActAsync(desk => desk.HandBackAsync(conversation, Name)))
        {
            await world.Delay(Again);
        }

        world.Note($"{Name} gives {conversation} back");
    }

    private async Task SpeakAsync(ConversationFact chosen, bool isElsewhere)
    {
        if (isElsewhere)
        {
            Publish(chosen, HandoffKind.HumanMessage);
        }
        else
        {
            await supervisor.ActAsync(desk => desk.ReplyAsync(new ConversationId(chosen.Id), new TextMessage("This is Olga."), Name));
        }
    }

    private void Publish(ConversationFact chosen, HandoffKind kind) => provider.Publish(new HandoffReceived
    {
        AccountId = SimulatedProcess.AccountId,
        Id = $"handoff.{++_handoffs}",
        OccurredAt = world.Now,
        Kind = kind,
        Contact = Phonebook.Identity(chosen.Person!.Value),
        Body = kind == HandoffKind.HumanMessage ? new TextBody("This is Olga on her phone.") : null,
        Agent = _random.Chance(0.5) ? Name : null,
    });
}
