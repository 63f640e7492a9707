using Concierge.Channels;
using Concierge.Events;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Contacts;

/// <summary>The code of docs/contacts.md.</summary>
public sealed class ContactSnippets
{
    [Fact]
    public async Task FrontDesk_KnowsThePersonAndForgetsOnRequest()
    {
        var crm = new Crm();
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.Services.AddSingleton(crm);
            c.AddEventSubscriber<CrmErasure>();
            c.AddService("hello", service => service.Default(), GreetAsync);
        });
        await bot.SaysAsync("hi").AnswersAsync("Hello!");
        ConversationId conversation = (await bot.Person().DocumentAsync())!.Id;
        var desk = new FrontDesk(bot.Services.GetRequiredService<IConciergeDesk>());

        await desk.NoteAsync(conversation);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        await bot.SaysAsync("hi").AnswersAsync("Bonjour Zoë !");

        await bot.Person("Zoë").SaysAsync("hi");
        ConversationId other = (await bot.Person("Zoë").DocumentAsync())!.Id;
        await desk.SamePersonAsync(other, conversation);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        await bot.Person("Zoë").SaysAsync("hi");
        (await bot.Person().DocumentAsync())!.InboundCount.Should().Be(3);

        await desk.ForgetAsync(conversation);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        (await bot.Person().DocumentAsync()).Should().BeNull();
        crm.Removed.Should().BeEquivalentTo([conversation.Value, other.Value]);
    }

    #region use
    private static ValueTask GreetAsync(TurnContext turn)
    {
        ContactProfile person = turn.Document.Profile;
        turn.Reply(person.Language == "fr" ? $"Bonjour {person.Name} !" : "Hello!");
        if (person.Labels.Contains("vip"))
        {
            person.Fields["lastGreeted"] = turn.Clock.GetUtcNow().ToString("O");
        }

        return ValueTask.CompletedTask;
    }
    #endregion

    private sealed class FrontDesk(IConciergeDesk desk)
    {
        #region change
        public ValueTask<AppendStatus> NoteAsync(ConversationId conversation) =>
            desk.UpdateProfileAsync(conversation, new UpdateProfileCommand
            {
                Name = "Zoë",
                Language = "fr",
                Labels = ["vip"],
                Fields = new Dictionary<string, string> { ["city"] = "Lyon" },
                By = "olga",
            });
        #endregion

        #region merge
        public ValueTask<AppendStatus> SamePersonAsync(ConversationId from, ConversationId into) =>
            desk.MergeAsync(from, into, by: "olga");
        #endregion

        #region erase
        public ValueTask<AppendStatus> ForgetAsync(ConversationId conversation) => desk.EraseAsync(conversation);
        #endregion
    }

    #region follow
    private sealed class CrmErasure(Crm crm) : IEventSubscriber
    {
        public string Name => "crm";

        public async ValueTask HandleAsync(ConciergeEvent happened, CancellationToken cancellationToken)
        {
            if (happened.Type == ConciergeEventTypes.ConversationErased)
            {
                await crm.RemoveAsync(happened.Conversation.Value, cancellationToken);
            }
        }
    }
    #endregion

    private sealed class Crm
    {
        public List<string> Removed { get; } = [];

        public Task RemoveAsync(string id, CancellationToken cancellationToken)
        {
            Removed.Add(id);
            return Task.CompletedTask;
        }
    }
}
