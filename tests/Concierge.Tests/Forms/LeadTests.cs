using System.ComponentModel.DataAnnotations;
using Concierge.Channels;
using Concierge.Forms;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Forms;

/// <summary>A lead, described by attributes alone.</summary>
public sealed class LeadTests
{
    private readonly List<Lead> _leads = [];

    [Fact]
    public async Task Lead_InPieces_IsFilledInAsItComes()
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("quote please").AnswersAsync("Your name?");
        await bot.SaysAsync("I'm Ann Lee, ann.lee@example.com").AnswersWithAsync("Phone?");
        await bot.SaysAsync("06 12 34 56 78").AnswersAsync("Budget?");
        await bot.SaysAsync("about 1.500 €").AnswersWithAsync("How many people?");
        await bot.SaysAsync("two").AnswersWithAsync("Is this right?");
        await bot.SaysAsync("yes");

        _leads.Should().Equal(new Lead("Ann Lee", "ann.lee@example.com", "+33612345678", new Money(1500, "EUR"), 2));
    }

    [Theory]
    [InlineData("ann", "Your e-mail?", "That is not an e-mail address.")]
    [InlineData("12345", "Phone?", "That is not a telephone number.")]
    [InlineData("0", "How many people?", "The least possible is 1.")]
    [InlineData("200", "How many people?", "The most possible is 50.")]
    [InlineData("1.5", "How many people?", "I need a whole number.")]
    [InlineData("purple", "Budget?", "I did not understand the amount.")]
    public async Task Answer_ThatCannotBe_IsAskedAgainWithTheReason(string answer, string question, string reason)
    {
        await using ConciergeTestHost bot = await StartAsync();
        string[] answers = ["quote", "Ann", "ann@example.com", "+33612345678", "20 €"];
        foreach (string before in answers)
        {
            if ((await bot.SaysAsync(before)).Text.Contains(question, StringComparison.Ordinal))
            {
                break;
            }
        }

        TestAnswers said = await bot.SaysAsync(answer);

        said.Text.Should().StartWith(reason).And.EndWith(question);
    }

    [Fact]
    public async Task Extractor_AfterTheParsers_FillsWhatTheyCannotAndIsCheckedLikeThePerson()
    {
        var extractor = new ScriptedExtractor(new Dictionary<string, string> { ["People"] = "900", ["Name"] = "Ann Lee", ["Budget"] = "1500", ["Unknown"] = "x" });
        await using ConciergeTestHost bot = await StartAsync(extractor);

        TestAnswers answers = await bot.SaysAsync("a quote for the whole Lee family, ann@example.com, money is no matter");

        answers.Text.Should().Contain("Name: Ann Lee").And.Contain("Budget: 1500 €").And.Contain("People: The most possible is 50.").And.EndWith("Phone?");
        extractor.Requests.Should().ContainSingle().Which.Fields.Select(field => field.Name).Should().Equal("Name", "Phone", "Budget", "People");
    }

    [Fact]
    public async Task Extractor_Fails_FormGoesOnWithoutIt()
    {
        var extractor = new ScriptedExtractor(null);
        await using ConciergeTestHost bot = await StartAsync(extractor);

        await bot.SaysAsync("quote for some people please").AnswersAsync("Your name?");
        bot.Failures.Should().BeEmpty();
    }

    private Task<ConciergeTestHost> StartAsync(IFormExtractor? extractor = null) => ConciergeTestHost.StartAsync(
        c =>
        {
            c.AddForm<Lead>("lead", form => form
                .Service(s => s.Keywords("quote"))
                .Country("FR")
                .Field(l => l.Name, f => f.PersonName())
                .OnCompleted((_, lead) =>
                {
                    _leads.Add(lead);
                    return ValueTask.CompletedTask;
                }));
            if (extractor is not null)
            {
                c.Services.AddSingleton(extractor);
            }
        },
        SalonBot.Now);

    public sealed record Lead(
        [Display(Prompt = "Your name?")] string Name,
        [EmailAddress, Display(Prompt = "Your e-mail?")] string Email,
        [Phone] string Phone,
        Money Budget,
        [Range(1, 50), Display(Prompt = "How many people?")] int People);
}
