using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Turns;

/// <summary>What a turn notes before its commit survives a crash; nothing else of the turn does.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public async Task Checkpoint_BeforeACrash_IsFoundByTheRepeatedTurnAndNothingElse()
    {
        var seen = new List<string>();
        bool crash = true;
        TaskCompletionSource never = new();
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("note", s => s.Default(), async turn =>
        {
            seen.Add($"{turn.Id}|{turn.GetState<string>("noted")}|{turn.GetState<string>("other")}|{turn.Document.InboundCount}");
            turn.SetState("noted", "yes");
            turn.SetState("other", "lost");
            await turn.CheckpointAsync("noted");
            if (crash)
            {
                await never.Task;
            }

            turn.SetState<string>("noted", null);
            turn.Reply("done");
        }));
        bot.RealTimeout = bot.RealPatience = TimeSpan.Zero;

        await bot.SaysAsync("hi").StaysSilentAsync();
        ConversationDocument? document = await bot.Person().DocumentAsync();
        crash = false;
        await bot.CrashAsync();

        document!.State.Keys.Should().Equal("noted");
        document.Consumed.Should().BeEmpty();
        document.Owed.Should().BeEmpty();
        seen.Should().HaveCount(2);
        seen[0].Should().EndWith("|||1");
        seen[1].Should().Be(seen[0].Replace("|||1", "|yes||1", StringComparison.Ordinal));
        bot.Person().HeardTexts.Should().Equal("done");
        (await bot.Person().DocumentAsync())!.State.Keys.Should().Contain("other").And.NotContain("noted");
    }

    [Fact]
    public async Task Checkpoint_OfATurnLeftBehind_IsRefused()
    {
        Exception? refused = null;
        var go = new TaskCompletionSource();
        int runs = 0;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .With(options => options.TurnTimeout = TimeSpan.FromSeconds(5))
            .AddService("note", s => s.Default(), async turn =>
            {
                if (++runs > 1)
                {
                    turn.Reply("second try");
                    return;
                }

                try
                {
                    await go.Task;
                    turn.SetState("noted", "late");
                    await turn.CheckpointAsync("noted");
                }
                catch (Exception failure)
                {
                    refused = failure;
                }
            }));
        bot.RealTimeout = bot.RealPatience = TimeSpan.Zero;

        await bot.SaysAsync("hi");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));
        go.SetResult();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        refused.Should().BeAssignableTo<OperationCanceledException>();
        bot.Person().HeardTexts.Should().Equal("second try");
        (await bot.Person().DocumentAsync())!.State.Should().NotContainKey("noted");
    }

    [Fact]
    public async Task Checkpoint_InAnAnsweredConversation_KeepsWhatWasSavedBefore()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("note", s => s.Default(), async turn =>
        {
            turn.SetState("count", turn.GetState<int>("count") + 1);
            await turn.CheckpointAsync("count");
            turn.Reply($"{turn.GetState<int>("count")}");
        }));

        await bot.SaysAsync("a").AnswersAsync("1");
        await bot.SaysAsync("b").AnswersAsync("2");
        await bot.RestartAsync();
        await bot.SaysAsync("c").AnswersAsync("3");

        (await bot.Person().DocumentAsync())!.OutboundCount.Should().Be(3);
        (await bot.Person().TranscriptAsync()).Should().HaveCount(6);
    }

    [Fact]
    public async Task Join_TakesNewerTextsAndLeavesTaps()
    {
        var turns = new List<string>();
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("join", s => s.Default(), async turn =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), turn.Clock, turn.CancellationToken);
            await turn.JoinNewerAsync();
            turns.Add(turn.Text);
            turn.Reply(turn.Text);
        }));

        TestPerson ann = bot.Person();
        await bot.DeliverAsync(Message("m1", new TextBody("one")), Message("m2", new TextBody("two")), Message("m3", new ChoiceBody("x", "tap")), Message("m4", new TextBody("four")));

        turns.Should().Equal("one\ntwo", "tap\nfour");
        ann.HeardTexts.Should().Equal(turns);
        (await ann.TranscriptAsync()).Count(line => line.Author == Author.Contact).Should().Be(4);

        Concierge.Channels.MessageReceived Message(string id, MessageBody body) =>
            new() { Id = id, Sender = ann.Identity, Body = body, OccurredAt = bot.Clock.GetUtcNow() };
    }

    [Fact]
    public async Task Claims_AnswerToAQuestion_GoesToItsServiceWhateverHasTheWord()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.AddService("form", s => s.Default(), turn =>
            {
                turn.Document.ActiveService = "form";
                turn.Reply("form");
                return ValueTask.CompletedTask;
            });
            c.Services.AddSingleton(new ServiceRegistration("asker", _ => new Asker()) { Claims = turn => turn.Message.Body is ChoiceBody { ChoiceId: "mine" } });
        });

        await bot.SaysAsync("hello").AnswersAsync("form");
        await bot.Person().SendsAsync(new ChoiceBody("mine", "Yes")).AnswersAsync("asked");
        await bot.SaysAsync("hello").AnswersAsync("form");
    }

    private sealed class Asker : IService
    {
        public ValueTask HandleAsync(TurnContext turn)
        {
            turn.Reply("asked");
            return ValueTask.CompletedTask;
        }
    }
}
