using System.Text.Json;
using Concierge.Events;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Events;

public sealed class EventTests
{
    [Fact]
    public async Task Events_OfAConversation_ReachEverySubscriberInOrder()
    {
        var first = new Listener("first");
        var second = new Listener("second");
        await using ConciergeTestHost bot = await StartAsync(first, second);

        await bot.SaysAsync("help").AnswersAsync("A colleague will answer.");
        await bot.Colleague().TakesOverAsync(bot.Person());
        await bot.Colleague().HandsBackAsync(bot.Person());
        await bot.SaysAsync("STOP");
        await bot.SaysAsync("START");
        await bot.SaysAsync("order");
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        string[] expected = [ConciergeEventTypes.SessionStarted, ConciergeEventTypes.SessionHandedOff, ConciergeEventTypes.HandoffRequested, ConciergeEventTypes.HandoffTaken, ConciergeEventTypes.HandoffReturned, ConciergeEventTypes.OptedOut, ConciergeEventTypes.OptedIn, "order.placed"];
        first.Heard.Select(heard => heard.Type).Should().Equal(expected);
        second.Heard.Select(heard => heard.Id).Should().Equal(first.Heard.Select(heard => heard.Id));
        first.Heard[2].Data!.Value.GetProperty("summary").GetString().Should().Be("wants help");
        first.Heard[3].Data!.Value.GetProperty("by").GetString().Should().Be("Olga");
        first.Heard[7].Data!.Value.GetProperty("number").GetInt32().Should().Be(7);
        first.Heard.Should().OnlyContain(heard => heard.Conversation == first.Heard[0].Conversation && heard.Account == "test/default");
    }

    [Fact]
    public async Task Subscriber_IsAway_GetsEverythingLaterAndHoldsNobodyUp()
    {
        var away = new Listener("away") { IsAway = true };
        var here = new Listener("here");
        await using ConciergeTestHost bot = await StartAsync(away, here);
        for (int i = 0; i < 5; i++)
        {
            await bot.SaysAsync("order").AnswersAsync("ok");
        }

        await bot.CrashAsync();
        await bot.AdvanceAsync(TimeSpan.FromMinutes(20));
        away.Heard.Should().BeEmpty();
        here.Heard.Should().HaveCount(5);

        away.IsAway = false;
        await bot.AdvanceAsync(TimeSpan.FromMinutes(20));
        away.Heard.Select(heard => heard.Id).Should().Equal(here.Heard.Select(heard => heard.Id));
    }

    [Fact]
    public async Task Event_RefusedForHours_BecomesADeadLetterAndTheNextAreTried()
    {
        var away = new Listener("away") { IsAway = true };
        await using ConciergeTestHost bot = await StartAsync(away);
        await bot.SaysAsync("order");

        await bot.AdvanceAsync(TimeSpan.FromHours(5));

        (await bot.DeadLettersAsync()).Should().ContainSingle().Which.Reason.Should().Be("Handling it failed 20 times.");
        away.IsAway = false;
        await bot.SaysAsync("order");
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        away.Heard.Should().ContainSingle();
    }

    [Fact]
    public async Task Subscribers_OfOneName_AreRefusedAtTheStart()
    {
        Func<Task> act = () => StartAsync(new Listener("crm"), new Listener("crm"));

        await act.Should().ThrowAsync<InvalidOperationException>().WithMessage("Two event subscribers have the name 'crm'. Give each a name of its own.");
    }

    private static Task<ConciergeTestHost> StartAsync(params Listener[] listeners) => ConciergeTestHost.StartAsync(concierge =>
    {
        foreach (Listener listener in listeners)
        {
            concierge.Services.AddSingleton<IEventSubscriber>(listener);
        }

        concierge.AddService("shop", s => s.Default(), turn =>
        {
            switch (turn.Text)
            {
                case "help":
                    turn.Reply("A colleague will answer.");
                    turn.HandOff("wants help");
                    break;
                case "order":
                    turn.Reply("ok");
                    turn.Publish(new PublishedEvent("order.placed", JsonDocument.Parse("""{"number":7}""").RootElement));
                    break;
            }

            return ValueTask.CompletedTask;
        });
    });

    private sealed class Listener(string name) : IEventSubscriber
    {
        public string Name => name;

        public bool IsAway { get; set; }

        public List<ConciergeEvent> Heard { get; } = [];

        public ValueTask HandleAsync(ConciergeEvent conciergeEvent, CancellationToken cancellationToken)
        {
            if (IsAway)
            {
                throw new HttpRequestException("away");
            }

            Heard.Add(conciergeEvent);
            return ValueTask.CompletedTask;
        }
    }
}
