using Concierge.Channels;
using Concierge.Storage;
using Concierge.Testing;
using Concierge.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Turns;

/// <summary>Colleagues behind a channel are told who answers, and people are answered where they wrote.</summary>
public sealed class HelpDeskTests
{
    private static readonly ContactAddress First = new(ContactAddressKind.Other, "conversation:1");
    private static readonly ContactAddress Second = new(ContactAddressKind.Other, "conversation:2");

    [Fact]
    public async Task BotHandsOff_TheDeskIsToldAfterTheLastWord()
    {
        await using DeskHost host = await DeskHost.StartAsync(AddDesk);

        await host.HappensAsync(host.Message("agent please"));

        host.Desk.Sends.Select(static send => send.Message).Should().Equal(
            new TextMessage("A colleague takes over."),
            new HandoffMessage(Handling.Human) { Note = "Wants an agent" });
        (await host.TranscriptAsync()).Should().ContainSingle(static line => line.Message is HandoffMessage).Which.Author.Should().Be(Author.System);
    }

    [Fact]
    public async Task ColleagueActsAtTheDesk_TheDeskIsNotTold_AndEchoesAreHarmless()
    {
        await using DeskHost host = await DeskHost.StartAsync(AddDesk);
        await host.HappensAsync(host.Message("agent please"));
        HandoffReceived opened = Handoff("e1", HandoffKind.HumanTookOver);

        await host.HappensAsync(opened, opened with { Id = "e2" }, host.Message("are you there?"));
        host.Desk.Sends.Should().HaveCount(2, "a person answers now, and knows it");

        await host.HappensAsync(Handoff("e3", HandoffKind.BackToBot), Handoff("e4", HandoffKind.BackToBot), host.Message("hello"));
        host.Desk.Texts.Should().EndWith("hello").And.HaveCount(3);
    }

    [Fact]
    public async Task ColleagueActsInConcierge_TheDeskIsTold()
    {
        await using DeskHost host = await DeskHost.StartAsync(AddDesk);
        await host.HappensAsync(host.Message("hello"));
        IConciergeDesk desk = host.Bot.Services.GetRequiredService<IConciergeDesk>();
        ConversationId conversation = (await host.Bot.Services.GetRequiredService<IContactDirectory>().FindAsync(DeskChannel.Key, [DeskHost.Ann], default))!.Value;

        await desk.TakeOverAsync(conversation, "Olga", default);
        await host.LooksAsync();
        await desk.HandBackAsync(conversation, "Olga", default);
        await host.LooksAsync();

        host.Desk.Sends.Select(static send => send.Message).Skip(1).Should().Equal(new HandoffMessage(Handling.Human), new HandoffMessage(Handling.Bot));
    }

    [Fact]
    public async Task ColleagueWritesInConcierge_TheDeskIsToldBefore()
    {
        await using DeskHost host = await DeskHost.StartAsync(AddDesk);
        await host.HappensAsync(host.Message("hello"));
        IConciergeDesk desk = host.Bot.Services.GetRequiredService<IConciergeDesk>();
        ConversationId conversation = (await host.Bot.Services.GetRequiredService<IContactDirectory>().FindAsync(DeskChannel.Key, [DeskHost.Ann], default))!.Value;

        await desk.ReplyAsync(conversation, new TextMessage("one"), "Olga");
        await desk.ReplyAsync(conversation, new TextMessage("two"), "Olga");
        await host.LooksAsync();

        host.Desk.Sends.Select(static send => send.Message).Skip(1).Should().Equal(new HandoffMessage(Handling.Human), new TextMessage("one"), new TextMessage("two"));
    }

    [Fact]
    public async Task NobodyActs_TheDeskIsToldThatTheBotHasItAgain()
    {
        await using DeskHost host = await DeskHost.StartAsync(AddDesk);
        await host.HappensAsync(host.Message("agent please"));

        await host.Bot.AdvanceAsync(TimeSpan.FromHours(12));

        host.Desk.Sends[^1].Message.Should().Be(new HandoffMessage(Handling.Bot));
    }

    /// <summary>What waits for a second try would open again what the colleague has given back.</summary>
    [Fact]
    public async Task HandedBackAtTheDesk_WhatItWasNotToldYet_IsNotToldAnyMore()
    {
        await using DeskHost host = await DeskHost.StartAsync(AddDesk);
        host.Desk.Answers.Enqueue(SendResult.Accepted("1"));
        host.Desk.Answers.Enqueue(SendResult.Retry(RetryScope.Message, TimeSpan.FromMinutes(10)));
        await host.HappensAsync(host.Message("agent please"));

        await host.HappensAsync(Handoff("e1", HandoffKind.BackToBot));
        await host.Bot.AdvanceAsync(TimeSpan.FromHours(1));

        host.Desk.Sends.Select(static send => send.Message).OfType<HandoffMessage>().Should().ContainSingle("it was tried once");
        (await host.TranscriptAsync()).Should().ContainSingle(static line => line.Message is HandoffMessage).Which.Status.Should().Be(DeliveryStatus.Cancelled);
    }

    /// <summary>The other way round the bot would speak over the colleague.</summary>
    [Fact]
    public async Task TakenAtTheDesk_WhatItWasNotToldYet_IsNotToldAnyMore()
    {
        await using DeskHost host = await DeskHost.StartAsync(AddDesk);
        await host.HappensAsync(host.Message("agent please"));
        host.Desk.Answers.Enqueue(SendResult.Retry(RetryScope.Message, TimeSpan.FromMinutes(10)));
        ConversationId conversation = (await host.Bot.Services.GetRequiredService<IContactDirectory>().FindAsync(DeskChannel.Key, [DeskHost.Ann], default))!.Value;
        await host.Bot.Services.GetRequiredService<IConciergeDesk>().HandBackAsync(conversation, "Sam");
        await host.LooksAsync();

        await host.HappensAsync(Handoff("e1", HandoffKind.HumanTookOver));
        await host.Bot.AdvanceAsync(TimeSpan.FromHours(1));

        host.Desk.Sends.Select(static send => send.Message).OfType<HandoffMessage>().Count(static message => message.To == Handling.Bot).Should().Be(1, "it was tried once");
    }

    [Fact]
    public async Task ChannelWithoutADesk_IsNeverTold()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(AddDesk);

        await bot.SaysAsync("agent please").AnswersAsync("A colleague takes over.");
        await bot.Colleague().HandsBackAsync(bot.Person());

        bot.Sends.Should().ContainSingle().Which.Message.Should().BeOfType<TextMessage>();
    }

    [Fact]
    public async Task ReplyTo_AnswersGoWhereThePersonWroteLast()
    {
        await using DeskHost host = await DeskHost.StartAsync();

        await host.HappensAsync(host.Message("one", null, First, DeskHost.Ann) with { ReplyTo = First });
        await host.HappensAsync(host.Message("two", null, Second, DeskHost.Ann) with { ReplyTo = Second });
        await host.HappensAsync(host.Message("three", null, DeskHost.Ann));
        await host.HappensAsync(host.Message("four", null, First, DeskHost.Ann) with { ReplyTo = First });

        host.Desk.Sends.Select(static send => send.Attempt.Recipient.Addresses[0]).Should().Equal(First, Second, Second, First);
        host.Desk.Sends[^1].Attempt.Recipient.Addresses.Should().BeEquivalentTo([First, Second, DeskHost.Ann]);
    }

    private static void AddDesk(IConciergeBuilder concierge) => concierge.AddService("desk", s => s.Default(), turn =>
    {
        if (turn.Text == "agent please")
        {
            turn.Reply("A colleague takes over.");
            turn.HandOff("Wants an agent");
        }
        else
        {
            turn.Reply(turn.Text);
        }

        return ValueTask.CompletedTask;
    });

    private static HandoffReceived Handoff(string id, HandoffKind kind) => new()
    {
        Id = id,
        Kind = kind,
        Contact = new ContactIdentity { Addresses = [DeskHost.Ann] },
        Agent = "Olga",
    };
}
