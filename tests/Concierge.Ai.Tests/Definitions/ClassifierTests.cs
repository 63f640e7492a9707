using System.Text.Json;
using Concierge.Testing.Ai;

namespace Concierge.Ai.Tests.Definitions;

/// <summary>The model guesses the service when nothing explicit decides; what is no clear answer decides nothing.</summary>
public sealed class ClassifierTests
{
    private readonly ScriptedChatClient _model = new();

    [Fact]
    public async Task Guess_ThatIsSure_LeadsToTheService()
    {
        _model.Says("""{"service":"hours","confidence":0.93}""");
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("till when can I come by?").AnswersAsync("From 9 to 6.");

        ScriptedRequest asked = _model.Requests.Single();
        asked.Instructions.Should().Contain("- hours: Opening hours. When we are open.").And.Contain("- prices: What things cost.").And.NotContain("staff");
        asked.LastUserText.Should().Contain("till when can I come by?").And.StartWith("[data ");
        (asked.Options!.Temperature, asked.Options.MaxOutputTokens, asked.Options.Tools).Should().Be((0f, 200, null));
        JsonElement schema = asked.Options.ResponseFormat.Should().BeOfType<ChatResponseFormatJson>().Which.Schema!.Value;
        schema.GetProperty("properties").GetProperty("service").GetProperty("enum").EnumerateArray().Select(name => name.GetString()).Should().Equal("hours", "prices", "none");
    }

    [Fact]
    public async Task Keyword_NeedsNoModel()
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("price?").AnswersAsync("10 €");

        _model.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"service":"hours","confidence":0.4}""")]
    [InlineData("""{"service":"none","confidence":0.99}""")]
    [InlineData("""{"service":"staff","confidence":0.99}""")]
    [InlineData("""{"service":"hours","confidence":7}""")]
    [InlineData("""{"service":"hours"}""")]
    [InlineData("""["hours"]""")]
    [InlineData("hours, I think")]
    [InlineData("{ broken }")]
    public async Task Answer_ThatIsNotASureService_DecidesNothing(string answer)
    {
        _model.Says(answer);
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("till when can I come by?").AnswersAsync("menu");
    }

    [Fact]
    public async Task Model_ThatFailsOrHangs_DecidesNothing()
    {
        _model.Fails(new HttpRequestException("away")).Hangs();
        await using ConciergeTestHost bot = await StartAsync();
        _model.Clock = bot.Clock;

        await bot.SaysAsync("till when can I come by?").AnswersAsync("menu");
        await bot.SaysAsync("till when?").AnswersAsync("menu");

        _model.Requests.Should().HaveCount(2);
        bot.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Person_OverTheDaysLimit_IsNotClassified()
    {
        _model.Otherwise("""{"service":"hours","confidence":0.93}""");
        await using ConciergeTestHost bot = await StartAsync(c => c.ConfigureAi(o => o.PerPersonAndDay = new UsageLimit { Tokens = 700 }));

        await bot.SaysAsync("till when can I come by?").AnswersAsync("From 9 to 6.");
        for (int i = 0; i < 5; i++)
        {
            await bot.SaysAsync("till when can I come by?");
        }

        await bot.SaysAsync("till when can I come by?").AnswersAsync("menu");
        _model.Requests.Count.Should().BeInRange(1, 4);
    }

    private Task<ConciergeTestHost> StartAsync(Action<IConciergeBuilder>? more = null) => ConciergeTestHost.StartAsync(c =>
    {
        c.Services.AddSingleton<IChatClient>(_model);
        c.AddAiClassifier()
            .AddService("hours", s => s.DisplayName("Opening hours").Description("When we are open.").Answer("From 9 to 6."))
            .AddService("prices", s => s.Keywords("price").Description("What things cost.").Answer("10 €"))
            .AddService("staff", s => s.Description("For colleagues.").RequireRole(ServiceRole.Admin).Answer("staff"))
            .AddService("menu", s => s.Default().Answer("menu"));
        more?.Invoke(c);
    });
}
