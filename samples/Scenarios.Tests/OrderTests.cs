using Concierge.Channels;

namespace Concierge.Samples.Scenarios.Tests;

/// <summary>The writing studio.</summary>
public sealed class OrderTests
{
    private static readonly PostOrder Ordered = new(Platform.LinkedIn, PostLength.Short, Tone.Formal, "Event");

    [Fact]
    public async Task Order_OnAChannelWithButtons_IsClarifiedByFourTaps()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        TestAnswers question = await ann.SaysAsync("I want to order a post").AnswersAsync("Where will it be published?");
        question.Choices.Select(choice => choice.Title).Should().Equal("LinkedIn", "Instagram", "Newsletter");
        await ann.TapsAsync("LinkedIn").AnswersAsync("How long shall it be?");
        await ann.TapsAsync("Short").AnswersAsync("In which tone?");
        await ann.TapsAsync("Formal").AnswersAsync("What is it about? Choose, or write it.");
        await ann.TapsAsync("Event").AnswersWithAsync("Is this right?");
        await ann.TapsAsync("Confirm").AnswersAsync("Ordered: a Short Formal post for LinkedIn about Event. You get the draft here.");

        (await bot.ArtifactsAsync<PostOrder>("order")).Should().Equal(Ordered);
    }

    [Fact]
    public async Task Order_OnAChannelWithoutButtons_IsClarifiedByFourNumbers()
    {
        await using ConciergeTestHost bot = await StartAsync(new ChannelCapabilities());
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("I want to order a post").AnswersAsync("Where will it be published?\n\n1. LinkedIn\n2. Instagram\n3. Newsletter");
        await ann.SaysAsync("1").AnswersAsync("How long shall it be?\n\n1. Short\n2. Medium\n3. Long");
        await ann.SaysAsync("1").AnswersAsync("In which tone?\n\n1. Warm\n2. Factual\n3. Funny\n4. Formal");
        await ann.SaysAsync("4").AnswersAsync("What is it about? Choose, or write it.\n\n1. New product\n2. Event\n3. Our team");
        await ann.SaysAsync("2").AnswersWithAsync("1. Confirm\n2. Change\n3. Cancel");
        await ann.SaysAsync("1").AnswersWithAsync("Ordered: a Short Formal post for LinkedIn about Event.");

        (await bot.ArtifactsAsync<PostOrder>("order")).Should().Equal(Ordered);
    }

    [Fact]
    public async Task Order_WithHalfOfItSaid_IsAskedOnlyTheRest()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("Please write a short post for LinkedIn").AnswersWithAsync("In which tone?");
        await ann.SaysAsync("funny").AnswersWithAsync("What is it about?");
        await ann.SaysAsync("our new oven").AnswersWithAsync("Topic: our new oven");
        await ann.TapsAsync("Confirm").AnswersWithAsync("a Short Funny post for LinkedIn about our new oven");
    }

    private static Task<ConciergeTestHost> StartAsync(ChannelCapabilities? capabilities = null) =>
        ConciergeTestHost.StartAsync(concierge => concierge.AddWritingStudio(), capabilities: capabilities);
}
