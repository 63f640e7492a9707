using System.Globalization;
using Concierge.Storage;
using Concierge.Testing.Simulation.Checks;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>The host itself: it sends notices and reminders, takes some back, and erases persons.</summary>
internal sealed class SimulatedHost(SimulationWorld world, Supervisor supervisor)
{
    private const int Insists = 4;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);
    private static readonly MessagePurpose[] Purposes = [MessagePurpose.Answer, MessagePurpose.Question, MessagePurpose.Notice, MessagePurpose.Reminder];

    private readonly SimulationRandom _random = world.Random.Fork();

    public async Task NotifyAsync()
    {
        for (int i = 0; i < world.Plan.Notices; i++)
        {
            await world.Delay(_random.Seconds(0.5, 15));
            NoticeFact[] waiting = [.. world.Ledger.Notices.Values.Where(notice => notice is { IsStored: true, Owed: 0, IsCancelRequested: false })];
            if (waiting.Length > 0 && _random.Chance(0.4))
            {
                await TakeBackAsync(waiting[_random.Next(waiting.Length)]);
            }
            else if (Pick() is { } conversation)
            {
                await NotifyAsync(conversation);
            }
        }
    }

    public async Task EraseAsync()
    {
        if (supervisor.Store.Inner.Erasures is null)
        {
            return;
        }

        for (int i = 0; i < world.Plan.Erasures; i++)
        {
            await world.Delay(_random.Seconds(2, 35));
            if (Pick() is { } conversation)
            {
                world.Note($"{conversation.Id} is to be erased");
                while (!await supervisor.ActAsync(desk => desk.EraseAsync(new ConversationId(conversation.Id))))
                {
                    await world.Delay(Again);
                }
            }
        }
    }

    private async Task NotifyAsync(ConversationFact conversation)
    {
        TimeSpan? later = _random.Next(3) switch
        {
            0 => null,
            1 => _random.Seconds(0.5, 40),
            _ => _random.Seconds(40, 1800),
        };
        var notice = new NoticeFact
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"notice-{world.Ledger.Notices.Count + 1}"),
            Conversation = conversation.Id,
            At = world.Now + later,
        };
        world.Ledger.Notices.Add(notice.Id, notice);
        var message = new TextMessage(notice.Text) { Purpose = Purposes[_random.Next(Purposes.Length)] };

        // The host asks again under the same id when it cannot know.
        for (int i = 0; i < Insists && !notice.IsStored; i++)
        {
            notice.IsStored = await supervisor.ActAsync<IConciergeMessenger>(
                async messenger => (await messenger.SendAsync(new ConversationId(conversation.Id), message, notice.At, notice.Id)).Status);
            await world.Delay(notice.IsStored ? TimeSpan.Zero : Again);
        }
    }

    private async Task TakeBackAsync(NoticeFact notice)
    {
        notice.IsCancelRequested = true;
        await supervisor.ActAsync<IConciergeMessenger>(messenger => messenger.CancelAsync(new ConversationId(notice.Conversation), notice.Id));
    }

    private ConversationFact? Pick()
    {
        ConversationFact[] known = [.. world.Ledger.Conversations.Values.Where(conversation => conversation.Person is not null)];
        return known.Length == 0 ? null : known[_random.Next(known.Length)];
    }
}
