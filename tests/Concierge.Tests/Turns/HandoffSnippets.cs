using Concierge.Events;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Turns;

/// <summary>The code of docs/handoff.md.</summary>
public sealed class HandoffSnippets
{
    [Fact]
    public async Task Refund_GoesToAColleagueAndBack()
    {
        var pager = new Pager();
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(concierge =>
        {
            concierge.Services.AddSingleton(pager);
            Configure(concierge);
        });
        TestPerson ann = bot.Person();

        await ann.SaysAsync("I want a refund").AnswersAsync("A colleague looks into that and answers here.");
        await ann.SaysAsync("are you there?").StaysSilentAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        pager.Calls.Should().Equal("Wants a refund: I want a refund");

        var desk = new RefundDesk(bot.Services.GetRequiredService<IConciergeDesk>());
        ConversationId conversation = (await ann.DocumentAsync())!.Id;
        await desk.AnswerAsync(conversation);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        ann.HeardTexts.Should().EndWith("The money is on its way.");
        (await ann.DocumentAsync())!.HandledBy.Should().Be("olga");

        await desk.DoneAsync(conversation);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        await ann.SaysAsync("thanks").AnswersAsync("Your order is on its way.");
        await ann.SaysAsync("a complaint").AnswersAsync("One moment, Ann.");
    }

    private static void Configure(IConciergeBuilder concierge) =>
        #region services
        concierge
            .AddHumanService("complaints", s => s.Keywords("complaint").Prompts(prompts => prompts with { Transfer = "One moment, {name}." }))
            .AddService("orders", s => s.Default(), turn =>
            {
                if (turn.Text.Contains("refund", StringComparison.OrdinalIgnoreCase))
                {
                    turn.Reply("A colleague looks into that and answers here.");
                    turn.HandOff($"Wants a refund: {turn.Text}");
                }
                else
                {
                    turn.Reply("Your order is on its way.");
                }

                return ValueTask.CompletedTask;
            })
            .AddEventSubscriber<RefundPager>();
        #endregion

    #region notifier
    private sealed class RefundPager(Pager pager) : IEventSubscriber
    {
        public string Name => "pager";

        public async ValueTask HandleAsync(ConciergeEvent happened, CancellationToken cancellationToken)
        {
            if (happened.Type == ConciergeEventTypes.HandoffRequested)
            {
                await pager.CallAsync(happened.Data!.Value.GetProperty("summary").GetString()!, cancellationToken);
            }
        }
    }
    #endregion

    private sealed class RefundDesk(IConciergeDesk desk)
    {
        #region desk
        public async Task AnswerAsync(ConversationId conversation)
        {
            await desk.TakeOverAsync(conversation, by: "olga");
            await desk.ReplyAsync(conversation, new TextMessage("The money is on its way."), by: "olga");
        }

        public ValueTask<AppendStatus> DoneAsync(ConversationId conversation) => desk.HandBackAsync(conversation, by: "olga");
        #endregion
    }

    [Fact]
    public async Task AngryPerson_GetsAColleague()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(concierge => Escalate(concierge.AddEcho()));

        await bot.Person("Ann").SaysAsync("Vous êtes des brigands").AnswersAsync("Toutes nos excuses : un collègue vous répond ici.");
        await bot.Person("Bob").SaysAsync("that is stupid").AnswersAsync("that is stupid");
        await bot.Person("Cid").SaysAsync("C'est nul").AnswersAsync("C'est nul");
    }

    private static void Escalate(IConciergeBuilder concierge) =>
        #region sentiment
        concierge.EscalateNegativeSentiment(escalation =>
        {
            escalation.Words["brigands"] = 1;
            escalation.Words["stupid"] = 0;
            escalation.Texts["fr"] = "Toutes nos excuses : un collègue vous répond ici.";
        });
        #endregion

    private sealed class Pager
    {
        public List<string> Calls { get; } = [];

        public ValueTask CallAsync(string words, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Calls.Add(words);
            return ValueTask.CompletedTask;
        }
    }
}
