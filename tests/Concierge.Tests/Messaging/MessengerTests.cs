using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Messaging;

public sealed class MessengerTests
{
    [Fact]
    public async Task SendAsync_Now_IsSentInOrder()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("hi");

        SendTicket ticket = await Messenger(bot).SendAsync(await IdAsync(bot), new TextMessage("Your order is ready."));
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        ticket.Status.Should().Be(AppendStatus.Stored);
        bot.Person().HeardTexts.Should().Equal("hi", "Your order is ready.");
    }

    [Fact]
    public async Task SendAsync_Later_IsSentAtItsTimeAfterARestart()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("hi");
        await Messenger(bot).SendAsync(await IdAsync(bot), new TextMessage("Tomorrow at nine."), bot.Clock.GetUtcNow().AddHours(2));

        await bot.AdvanceAsync(TimeSpan.FromHours(1));
        await bot.CrashAsync();
        bot.Person().HeardTexts.Should().Equal("hi");
        await bot.AdvanceAsync(TimeSpan.FromHours(2));

        bot.Person().HeardTexts.Should().Equal("hi", "Tomorrow at nine.");
    }

    [Fact]
    public async Task CancelAsync_BeforeItsTime_IsNotSent()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("hi");
        SendTicket ticket = await Messenger(bot).SendAsync(await IdAsync(bot), new TextMessage("Tomorrow at nine."), bot.Clock.GetUtcNow().AddHours(2));

        await Messenger(bot).CancelAsync(ticket.Conversation, ticket.Id);
        await bot.AdvanceAsync(TimeSpan.FromHours(5));

        bot.Person().HeardTexts.Should().Equal("hi");
    }

    [Fact]
    public async Task SendAsync_SameIdTwice_IsSentOnce()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("hi");
        for (int i = 0; i < 3; i++)
        {
            (await Messenger(bot).SendAsync(await IdAsync(bot), new TextMessage("Order 7 is ready."), id: "order-7")).Status.Should().Be(AppendStatus.Stored);
        }

        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));

        bot.Person().HeardTexts.Should().Equal("hi", "Order 7 is ready.");
    }

    [Fact]
    public async Task SendAsync_ToAPersonWhoNeverWrote_OpensTheConversation()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson bob = bot.Person("Bob");
        AccountKey account = bot.Services.GetRequiredService<ConciergeJourney>().Channels[0].Account;

        await Messenger(bot).SendAsync(account, bob.Identity.Addresses[0], new TemplateMessage("welcome", "en") { FallbackText = "Welcome!" });
        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));
        bob.Heard.Should().ContainSingle().Which.Should().BeOfType<TemplateMessage>();
        await bob.SaysAsync("thanks").AnswersAsync("thanks");

        (await bob.TranscriptAsync()).Should().HaveCount(3, "the answer belongs to the same conversation");
    }

    [Fact]
    public async Task SendAsync_UnknownAccount_IsRefused()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        Func<Task> act = async () => await Messenger(bot).SendAsync(new AccountKey("meta", "nobody"), new ContactAddress(ContactAddressKind.Phone, "1"), new TextMessage("x"));

        await act.Should().ThrowAsync<ArgumentException>().WithMessage("The account 'meta/nobody' is not registered.*");
    }

    private static IConciergeMessenger Messenger(ConciergeTestHost bot) => bot.Services.GetRequiredService<IConciergeMessenger>();

    private static async Task<ConversationId> IdAsync(ConciergeTestHost bot) => (await bot.Person().DocumentAsync())!.Id;
}
