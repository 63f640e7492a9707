using System.ComponentModel.DataAnnotations;
using Concierge.Forms;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Forms;

public sealed class ConfigurationTests
{
    private readonly List<object> _completed = [];

    [Fact]
    public async Task Attributes_OnAClass_SayWhatIsAsked()
    {
        await using ConciergeTestHost bot = await StartAsync<Ticket>(form => form.Ignore(t => t.Internal));

        await bot.SaysAsync("go").AnswersAsync("Which area?");
        await bot.SaysAsync("moon").AnswersAsync("Please choose one of: roof, garden.\nWhich area?");
        await bot.SaysAsync("garden").AnswersAsync("What happened?");
        await bot.SaysAsync("no").AnswersAsync("That is too short: at least 5 characters.\nWhat happened?");
        await bot.SaysAsync("the gate is broken and I cannot get in at all").AnswersAsync("That is too long: at most 20 characters.\nWhat happened?");
        await bot.SaysAsync("gate broken").AnswersAsync("House code?");
        await bot.SaysAsync("X").AnswersAsync("Two letters, please.\nHouse code?");
        await bot.SaysAsync("AB").AnswersWithAsync("Urgency?");
        await bot.SaysAsync("11").AnswersWithAsync("The most possible is 10.");
        await bot.SaysAsync("nothing").AnswersWithAsync("Code: AB");
        await bot.SaysAsync("yes");

        _completed.Should().ContainSingle().Which.Should().BeEquivalentTo(new Ticket { Area = "garden", Story = "gate broken", Code = "AB", Urgency = null, Internal = "kept" });
    }

    [Fact]
    public async Task Order_Given_IsKept()
    {
        await using ConciergeTestHost bot = await StartAsync<Pair>(form => form.Field(p => p.Second, f => f.Order(-1)));

        await bot.SaysAsync("go").AnswersAsync("Second?");
        await bot.SaysAsync("b").AnswersAsync("First?");
        await bot.SaysAsync("a");
        await bot.SaysAsync("yes");

        _completed.Should().Equal(new Pair("a", "b"));
    }

    [Fact]
    public async Task Zone_OfTheForm_DecidesWhatTodayIs()
    {
        // At 23:30 UTC on 6 May it is the 7th in Paris.
        await using ConciergeTestHost bot = await StartAsync<Visit>(
            form => form.TimeZone(TimeZoneInfo.CreateCustomTimeZone("Test", TimeSpan.FromHours(2), "Test", "Test")).Field(v => v.Day, f => f.NotInPast()),
            SalonBot.Now.AddHours(14.5));

        await bot.SaysAsync("go");
        await bot.SaysAsync("6 may 2026").AnswersWithAsync("Wednesday 6 May 2026 is in the past.");
        await bot.SaysAsync("tomorrow").AnswersWithAsync("Friday 8 May 2026");
    }

    [Fact]
    public async Task QuickReply_OfARelativeDay_MeansTheDayOnWhichItWasOffered()
    {
        await using ConciergeTestHost bot = await StartAsync<Visit>(form => form.Field(v => v.Day, f => f.QuickReplies("Today", "Tomorrow")));
        await bot.SaysAsync("go");

        await bot.AdvanceAsync(TimeSpan.FromDays(2));
        await bot.Person().TapsAsync("Tomorrow").AnswersWithAsync("Thursday 7 May 2026");
    }

    [Fact]
    public async Task Numbers_WithUnits_AreToldApart()
    {
        await using ConciergeTestHost bot = await StartAsync<Trip>(form => form
            .Field(t => t.Adults, f => f.Units("adults", "adultes", "adultos"))
            .Field(t => t.Children, f => f.Units("children", "kids", "enfants", "niños")));

        await bot.SaysAsync("go with 3 kids and two adults").AnswersWithAsync("Adults: 2\n• Children: 3");
    }

    [Fact]
    public void Field_OfATypeThatCannotBeAsked_IsRefusedWithWhatToDo() =>
        Refused<WithList>(_ => { }).Should().Be("The field 'Tags' is a List`1, which a form cannot ask for. Ignore it (form.Ignore), or make it a text, number, bool, enum, DateOnly, TimeOnly or Money.");

    [Fact]
    public void Configuration_ThatMakesNoSense_IsRefused()
    {
        Refused<Pair>(form => form.Ignore(p => p.First).Ignore(p => p.Second)).Should().Contain("asks for nothing");
        Refused<Pair>(form => form.Field(p => p.First, f => f.NotInPast())).Should().Contain("is not a date");
        Refused<Pair>(form => form.Field(p => p.First, f => f.Range("a", "b"))).Should().Contain("cannot have a range");
        Refused<Visit>(form => form.Field(v => v.Day, f => f.Email())).Should().Contain("is not a text");
        Refused<Visit>(form => form.Field(v => v.Day, f => f.Choices(new FormChoice("a", "A")))).Should().Contain("use QuickReplies");
        Refused<Booking>(form => form.Field(b => b.Treatment, f => f.Choices(new FormChoice("Perm", "Perm")))).Should().Contain("'Perm' that is not a member of Treatment");
        Refused<Pair>(form => form.Country("Atlantis")).Should().Contain("Give its calling code");
        Refused<Pair>(form => form.Field(p => p.First.Length, _ => { })).Should().Contain("Name a property of the record");
    }

    private static string Refused<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.All)] T>(Action<FormBuilder<T>> configure)
        where T : class
    {
        Action add = () => new ServiceCollection().AddConcierge().AddForm("form", configure);
        return add.Should().Throw<ArgumentException>().Which.Message;
    }

    private Task<ConciergeTestHost> StartAsync<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.All)] T>(
        Action<FormBuilder<T>> configure, DateTimeOffset? now = null)
        where T : class => ConciergeTestHost.StartAsync(
            c => c.AddForm<T>("form", form =>
            {
                form.Service(s => s.Keywords("go")).OnCompleted((_, record) =>
                {
                    _completed.Add(record);
                    return ValueTask.CompletedTask;
                });
                configure(form);
            }),
            now ?? SalonBot.Now);

    public sealed class Ticket
    {
        [AllowedValues("roof", "garden"), Display(Prompt = "Which area?")]
        public required string Area { get; init; }

        [Required, StringLength(20, MinimumLength = 5), Display(Name = "Story", Prompt = "What happened?")]
        public string Story { get; set; } = string.Empty;

        [Required, RegularExpression("[A-Z]{2}", ErrorMessage = "Two letters, please."), Display(Name = "Code", Prompt = "House code?")]
        public string Code { get; set; } = string.Empty;

        [Range(1, 10)]
        public int? Urgency { get; set; }

        public string Internal { get; set; } = "kept";

        public string Computed => Area + Story;
    }

    public sealed record Pair(string First, string Second);

    public sealed record Visit(DateOnly Day);

    public sealed record Trip(int Adults, int Children);

    public sealed record WithList(string Name, List<string> Tags);
}
