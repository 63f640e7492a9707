using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Services;

/// <summary>A model first, a person on request or when it fails. (D6)</summary>
public sealed class HybridTests
{
    [Fact]
    public async Task Model_ThatAnswers_KeepsTheConversation()
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("help me").AnswersAsync("model: help me");
        await bot.SaysAsync("and more").AnswersAsync("model: and more");
    }

    [Theory]
    [InlineData("help, fail")]
    [InlineData("help, silence")]
    public async Task Model_ThatCannotAnswer_HandsOverWithWhatWasAsked(string text)
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();

        await ann.SaysAsync(text).AnswersAsync("A colleague, at once.");

        bot.Failures.Should().BeEmpty();
        ConversationDocument document = (await ann.DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().Be(text);
        document.Session!.State.Should().Be(SessionState.HandedOff);
    }

    [Fact]
    public async Task Person_OnRequest()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();
        await ann.SaysAsync("help me");

        await ann.SaysAsync("Human!").AnswersAsync("A colleague, at once.");

        (await ann.DocumentAsync())!.Session!.Should().BeEquivalentTo(new { State = SessionState.HandedOff, Reason = "asked for a person" });
    }

    private static Task<ConciergeTestHost> StartAsync() => ConciergeTestHost.StartAsync(c =>
    {
        c.Configured("""
            { "Concierge": { "Services": { "help": { "processing": "hybrid", "triggers": { "keywords": [ "help" ] }, "prompts": { "transfer": "A colleague, at once." } } } } }
            """);
        c.Services.AddSingleton<IServiceProcessor, ScriptedProcessor>();
    });
}
