using System.Text.Json;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Services;

/// <summary>Services that leave a ticket when they hand over. (C6 D6)</summary>
public sealed class TicketTests
{
    [Fact]
    public async Task HumanService_FromConfiguration_LeavesATicket()
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("a complaint about room 12").AnswersAsync("One moment.");

        Artifact ticket = await OnlyAsync(bot);
        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        ticket.Should().BeEquivalentTo(new { Kind = "ticket", Service = "complaints", Session = document.Session!.Id, Conversation = document.Id });
        ticket.CreatedAt.Should().BeCloseTo(bot.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
        Data(ticket).Should().Be("""{"reason":"requested","summary":"a complaint about room 12","words":"a complaint about room 12"}""");
        document.Session.State.Should().Be(SessionState.HandedOff);
    }

    [Fact]
    public async Task HumanService_FromCode_LeavesATicket()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddHumanService("secretary", s => s.Keywords("secretary").Artifacts(ArtifactKinds.Ticket)));

        await bot.SaysAsync("the secretary please");

        (await OnlyAsync(bot)).Service.Should().Be("secretary");
    }

    [Fact]
    public async Task HumanService_WithoutTheKind_LeavesNone()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddHumanService("secretary", s => s.Keywords("secretary").Artifacts("letter")));

        await bot.SaysAsync("the secretary please");

        (await bot.Person().DocumentAsync())!.Handling.Should().Be(Handling.Human);
        (await AllAsync(bot)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("help, fail", "failed", "help, fail")]
    [InlineData("help, silence", "unanswered", "help, silence")]
    [InlineData("help, over to you", "model", "The model says why.")]
    public async Task Hybrid_ThatHandsOver_LeavesATicketThatSaysWhy(string text, string reason, string summary)
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync(text);

        Artifact ticket = await OnlyAsync(bot);
        ticket.Service.Should().Be("help");
        Data(ticket).Should().Be($$"""{"reason":"{{reason}}","summary":"{{summary}}","words":"{{text}}"}""");
    }

    [Fact]
    public async Task Hybrid_ThatAnswers_LeavesNone()
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("help me").AnswersAsync("model: help me");

        (await AllAsync(bot)).Should().BeEmpty();
    }

    [Fact]
    public async Task Hybrid_WhenThePersonAsksForSomebody_LeavesATicketOfTheVisit()
    {
        await using ConciergeTestHost bot = await StartAsync();
        await bot.SaysAsync("help me");

        await bot.SaysAsync("Human!");

        Artifact ticket = await OnlyAsync(bot);
        ticket.Should().BeEquivalentTo(new { Service = "help", Session = (await bot.Person().DocumentAsync())!.Session!.Id });
        Data(ticket).Should().Be("""{"reason":"requested","summary":"Human!","words":"Human!"}""");
    }

    [Fact]
    public async Task Hybrid_ThatIsNotVisited_LeavesATicketOfItsOwn()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.Services.AddSingleton<IServiceProcessor, ScriptedProcessor>();
            c.Configured("""{ "Concierge": { "Services": { "help": { "processing": "hybrid", "artifactKinds": [ "ticket" ] } } } }""");
            c.AddService("notes", s => s.Keywords("notes").Hold(ServiceHold.Continue), turn =>
            {
                turn.Reply("noted");
                return ValueTask.CompletedTask;
            });
        });
        await bot.SaysAsync("notes").AnswersAsync("noted");

        await bot.SaysAsync("agent");

        (await OnlyAsync(bot)).Should().BeEquivalentTo(new { Service = "help", Session = (string?)null });
    }

    private static Task<ConciergeTestHost> StartAsync() => ConciergeTestHost.StartAsync(c =>
    {
        c.Configured("""
            {
              "Concierge": {
                "Services": {
                  "help": { "processing": "hybrid", "triggers": { "keywords": [ "help" ] }, "artifactKinds": [ "ticket" ] },
                  "complaints": { "processing": "human", "triggers": { "keywords": [ "complaint" ] }, "artifactKinds": [ "ticket" ], "prompts": { "transfer": "One moment." } }
                }
              }
            }
            """);
        c.Services.AddSingleton<IServiceProcessor, ScriptedProcessor>();
    });

    private static string Data(Artifact ticket) => JsonSerializer.Serialize(ticket.Data!.Value);

    private static async Task<IReadOnlyList<StoredRecord>> AllAsync(ConciergeTestHost bot) =>
        await bot.Services.GetRequiredService<IRecordStore>().ListAsync(Artifact.Collection, string.Empty, null, 100, default);

    private static async Task<Artifact> OnlyAsync(ConciergeTestHost bot) => Artifact.Read((await AllAsync(bot)).Should().ContainSingle().Subject)!;
}
