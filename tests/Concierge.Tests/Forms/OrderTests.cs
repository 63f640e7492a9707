using Concierge.Channels;
using Concierge.Forms;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Forms;

/// <summary>An order that is made clear by four quick replies, with buttons and without.</summary>
public sealed class OrderTests
{
    private readonly List<VideoOrder> _orders = [];

    [Fact]
    public async Task Order_WithButtons_IsClarifiedByTaps()
    {
        await using ConciergeTestHost bot = await StartAsync(capabilities: null);

        TestAnswers platform = await bot.SaysAsync("video").AnswersAsync("Which platform?");
        platform[0].Should().BeOfType<ChoiceMessage>();
        await bot.Person().TapsAsync("Instagram").AnswersAsync("How long?");
        await bot.Person().TapsAsync("30 s").AnswersAsync("Which tone?");
        await bot.Person().TapsAsync("Funny").AnswersAsync("With subtitles?");
        await bot.Person().TapsAsync("Yes").AnswersAsync("In which language?");
        await bot.Person().TapsAsync("French").AnswersAsync("Thank you, that is done.");

        _orders.Should().Equal(new VideoOrder("instagram", 30, Tone.Funny, true, "French"));
    }

    [Fact]
    public async Task Order_WithoutButtons_IsClarifiedByNumbersAndWords()
    {
        await using ConciergeTestHost bot = await StartAsync(new ChannelCapabilities());

        TestAnswers platform = await bot.SaysAsync("video");
        platform[0].Should().BeOfType<TextMessage>().Which.Text.Should().Be("Which platform?\n\n1. Instagram\n2. TikTok");
        await bot.SaysAsync("tik-tok").AnswersAsync("How long?\n\n1. 15 s\n2. 30 s\n3. 60 s");
        await bot.SaysAsync("60 s").AnswersWithAsync("Which tone?");
        await bot.SaysAsync("2").AnswersWithAsync("With subtitles?");
        await bot.SaysAsync("no thanks").AnswersAsync("Thank you, that is done.");

        _orders.Should().Equal(new VideoOrder("tiktok", 60, Tone.Funny, false, null));
    }

    [Fact]
    public async Task Order_NumberThatIsAnAnswer_IsNotTakenForAPosition()
    {
        await using ConciergeTestHost bot = await StartAsync(new ChannelCapabilities());
        await bot.SaysAsync("video");
        await bot.SaysAsync("1");

        // The least is 5 seconds, so "2" can only be the second reply, and "20" only itself.
        await bot.SaysAsync("20").AnswersWithAsync("Which tone?");
        await bot.SaysAsync("back").AnswersWithAsync("How long?");
        await bot.SaysAsync("2").AnswersWithAsync("Which tone?");
        await bot.SaysAsync("serious");
        await bot.SaysAsync("no");

        _orders.Should().Equal(new VideoOrder("instagram", 30, Tone.Serious, false, null));
    }

    [Fact]
    public async Task Order_ConditionNoLongerHolds_DropsWhatDependsOnIt()
    {
        await using ConciergeTestHost bot = await StartAsync(null, confirm: true);
        await bot.SaysAsync("video");
        await bot.Person().TapsAsync("Instagram");
        await bot.Person().TapsAsync("30 s");
        await bot.Person().TapsAsync("Funny");
        await bot.Person().TapsAsync("Yes");
        await bot.Person().TapsAsync("French").AnswersWithAsync("Language: French");

        await bot.SaysAsync("change subtitles to no").AnswersWithAsync("Subtitles: no");
        bot.Person().HeardTexts[^1].Should().NotContain("French");
        await bot.Person().TapsAsync("Confirm");

        _orders.Should().Equal(new VideoOrder("instagram", 30, Tone.Funny, false, null));
    }

    [Fact]
    public async Task Order_HostRefusesAValue_SaysWhyAndAsksAgain()
    {
        await using ConciergeTestHost bot = await StartAsync(null);
        await bot.SaysAsync("video");
        await bot.Person().TapsAsync("TikTok");

        await bot.SaysAsync("59").AnswersAsync("59 seconds are taken.\nHow long?");
        await bot.SaysAsync("58").AnswersWithAsync("Which tone?");
    }

    private Task<ConciergeTestHost> StartAsync(ChannelCapabilities? capabilities, bool confirm = false) => ConciergeTestHost.StartAsync(
        c => c.AddForm<VideoOrder>("video", form =>
        {
            form
                .Service(s => s.Keywords("video"))
                .Field(o => o.Platform, f => f.Prompt("Which platform?").Choices(new FormChoice("instagram", "Instagram", "insta"), new FormChoice("tiktok", "TikTok", "tik tok")))
                .Field(o => o.Seconds, f => f.Prompt("How long?").QuickReplies("15 s", "30 s", "60 s").Units("s", "seconds").Range(5, 90)
                    .Validate((seconds, _) => ValueTask.FromResult(seconds == 59 ? new LocalizedText("{value} seconds are taken.") : null)))
                .Field(o => o.Tone, f => f.Prompt("Which tone?"))
                .Field(o => o.Subtitles, f => f.Prompt("With subtitles?"))
                .Field(o => o.Language, f => f.Prompt("In which language?").QuickReplies("English", "French").When(answers => answers.Get(o => o.Subtitles)).Required())
                .OnCompleted((_, order) =>
                {
                    _orders.Add(order);
                    return ValueTask.CompletedTask;
                });
            if (!confirm)
            {
                form.WithoutConfirmation();
            }
        }),
        SalonBot.Now,
        capabilities);

    public enum Tone
    {
        Serious,
        Funny,
    }

    public sealed record VideoOrder(string Platform, int Seconds, Tone Tone, bool Subtitles, string? Language = null);
}
