using Concierge.Channels;
using Concierge.Testing.Simulation.Checks;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>The provider's webhook side: it repeats until it gets its 200, repeats some more, and packs as it likes.</summary>
internal sealed class SimulatedProvider(SimulationWorld world, Supervisor supervisor)
{
    private const double Together = 0.25;
    private const double AtOnceTwice = 0.05;

    private readonly SimulationRandom _random = world.Random.Fork();
    private readonly List<ChannelEvent> _waiting = [];
    private readonly List<ChannelEvent> _delivered = [];

    /// <summary>How many deliveries are not at their end.</summary>
    public int Pending { get; private set; }

    /// <summary>Something happened that the bot must hear of.</summary>
    public void Publish(ChannelEvent channelEvent)
    {
        _waiting.Add(channelEvent);
        bool isAlone = _waiting.Count == 1;
        if (isAlone && _random.Chance(Together))
        {
            // Others may come along in the same envelope.
            Start(async () =>
            {
                await world.Delay(_random.Seconds(0.05, 1));
                Flush();
            });
        }
        else if (isAlone || _random.Chance(0.5))
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        List<ChannelEvent> batch = [.. _waiting];
        _waiting.Clear();
        Start(() => DeliverAsync(batch));
        if (_random.Chance(AtOnceTwice))
        {
            Start(() => DeliverAsync(batch));
        }
    }

    /// <summary>Starts something that is not over before it ends.</summary>
    public void Start(Func<Task> delivery)
    {
        Pending++;
        world.Start(async () =>
        {
            await delivery();
            Pending--;
        });
    }

    private async Task DeliverAsync(List<ChannelEvent> batch)
    {
        await world.Delay(_random.Seconds(0, 0.2));
        double backOff = 0.5;
        while (!await TryDeliverAsync(batch))
        {
            await world.Delay(_random.Seconds(backOff / 2, backOff));
            backOff = Math.Min(backOff * 2, 60);
        }

        if (_random.Chance(world.Plan.Redeliveries))
        {
            await world.Delay(Later());
            Start(() => DeliverAsync(Repack(batch)));
        }
    }

    private async Task<bool> TryDeliverAsync(List<ChannelEvent> batch)
    {
        int? status = await supervisor.PostWebhookAsync(batch);
        world.Note($"webhook of {batch.Count} from {Name(batch[0])}: {status}");
        if (status != 200)
        {
            return false;
        }

        DateTimeOffset now = world.Now;
        foreach (ChannelEvent channelEvent in batch)
        {
            if (channelEvent is MessageReceived { Id: { } id })
            {
                world.Ledger.Messages[id].AcknowledgedAt ??= now;
            }
            else if (channelEvent is ReceiptReceived { AttemptId: { } attempt, Status: not DeliveryStatus.Failed }
                && world.Ledger.Attempts.TryGetValue(attempt, out AttemptFact? fact))
            {
                fact.ReceiptAt ??= now;
            }
        }

        _delivered.AddRange(batch);
        return true;
    }

    /// <summary>The same events in another envelope and another order.</summary>
    private List<ChannelEvent> Repack(List<ChannelEvent> batch)
    {
        List<ChannelEvent> repacked = [.. batch];
        for (int extra = _random.Next(3); extra > 0; extra--)
        {
            repacked.Insert(_random.Next(repacked.Count + 1), _delivered[_random.Next(_delivered.Count)]);
        }

        return repacked;
    }

    private TimeSpan Later() => _random.Next(world.Plan.RedeliversForDays ? 4 : 3) switch
    {
        0 => _random.Seconds(0, 2),
        1 => _random.Seconds(2, 60),
        2 => _random.Seconds(60, 1800),
        _ => _random.Seconds(3600, 6.9 * 86_400),
    };

    private static string Name(ChannelEvent channelEvent) => channelEvent switch
    {
        MessageReceived message => message.Id!,
        ReceiptReceived receipt => $"{receipt.RawStatus} {receipt.AttemptId}",
        _ => channelEvent.GetType().Name,
    };
}
