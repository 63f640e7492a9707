using Concierge.Channels;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Messaging;

/// <summary>The code of docs/outbound.md.</summary>
public sealed class OutboundSnippets
{
    [Fact]
    public async Task Bakery_BreadIsReady_TellsThePersonAndRemindsLater()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(
            c => c.AddEcho().AddTimerHandler<TableReminder>(),
            capabilities: new ChannelCapabilities { Templates = true, ServiceWindow = TimeSpan.FromHours(24) });
        await bot.SaysAsync("hi");
        IConciergeMessenger messenger = bot.Services.GetRequiredService<IConciergeMessenger>();
        var bakery = new BreadOven(messenger);
        ConversationId conversation = (await bot.Person().DocumentAsync())!.Id;

        await bakery.BreadIsReadyAsync(conversation, 7);
        await bakery.BreadIsReadyAsync(conversation, 7);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        bot.Person().HeardTexts.Should().Equal("hi", "Your bread is ready.");

        await BreadOven.RemindTomorrowAsync(messenger, conversation, bot.Clock);
        await bot.AdvanceAsync(TimeSpan.FromDays(2));
        bot.Person().HeardTexts.Should().Equal("hi", "Your bread is ready.");
    }

    private sealed class BreadOven(IConciergeMessenger messenger)
    {
        #region now
        public async Task BreadIsReadyAsync(ConversationId conversation, int order)
        {
            var message = new TextMessage("Your bread is ready.")
            {
                Purpose = MessagePurpose.Notice,
                OutsideWindow = new TemplateMessage("bread_ready", "en"),
            };
            await messenger.SendAsync(conversation, message, id: $"order-{order}");
        }
        #endregion

        public static async Task RemindTomorrowAsync(IConciergeMessenger messenger, ConversationId conversation, TimeProvider clock)
        {
            #region later
            SendTicket ticket = await messenger.SendAsync(
                conversation,
                new TextMessage("See you at nine!") { Purpose = MessagePurpose.Reminder },
                at: clock.GetUtcNow().AddDays(1));
            await messenger.CancelAsync(ticket.Conversation, ticket.Id);
            #endregion
        }
    }

    #region timer
    private sealed class TableReminder : ITimerHandler
    {
        public string Name => "table";

        public ValueTask HandleAsync(TurnContext turn, ConversationTimer timer)
        {
            turn.Reply(new TextMessage("Shall I keep your table?") { Purpose = MessagePurpose.Question });
            return ValueTask.CompletedTask;
        }
    }
    #endregion
}
