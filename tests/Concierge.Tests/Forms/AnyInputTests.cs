using System.ComponentModel.DataAnnotations;
using Concierge.Forms;
using Concierge.Testing;
using Concierge.Tests.Forms.Parsing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Forms;

/// <summary>Whatever people write, a form never fails and never completes with a record that is not valid.</summary>
public sealed class AnyInputTests
{
    private static readonly string[] Likely =
    [
        "start", "yes", "no", "oui", "non", "sí", "ok", "cancel", "back", "skip", "help", "change", "confirm", "change the day", "change the time to 3", "no, tuesday", "non, plutôt mardi",
        "el correo es ana@ejemplo.es", "the email is x@y.org", "my name is Ann", "Ann Lee", "tomorrow", "yesterday", "31/02", "12 may", "mardi prochain at 8pm for 4", "1", "2", "3", "0", "-1", "99", "3.5", "ten", "1.500 €", "$20",
        "8", "20:00", "25:00", "midnight", "half past eight", "small", "LARGE", "smal", "medium or large", "a", "x@y", "x@y.org", "+33612345678", "06 12 34 56 78", "ABC-123", "abc-123", "", " ", "?", "🙂", "👍", "👎",
        "try again", "none", "nothing", "the", "change to", "no,", "is is is", "change change change", "\u0000", "\uD800", "{field}", "{0}", "%s", "=true", "!Confirm", "concierge.form.x.1.0", "actually", "my email is", "change size",
    ];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task AnySequence_NeverFailsAndNeverCompletesWithAnInvalidRecord(int seed, bool letsOthersAnswer)
    {
        var random = new Random(seed);
        var completed = new List<Everything>();
        await using ConciergeTestHost bot = await StartAsync(completed, letsOthersAnswer);
        TestPerson ann = bot.Person();
        for (int round = 0; round < 400; round++)
        {
            await ActAsync(bot, ann, random);
            bot.Failures.Should().BeEmpty("seed {0}, round {1}", seed, round);
            if ((await ann.DocumentAsync())?.Handling == Handling.Human)
            {
                await bot.Colleague().HandsBackAsync(ann);
            }
        }

        int before = completed.Count;
        before.Should().BeGreaterThan(0, "some sequences lead to the end");

        // A plain run at the end shows that nothing is stuck.
        await bot.SaysAsync("cancel");
        foreach (string text in new[] { "start", "tomorrow", "20:00", "4", "Ann", "x@y.org", "+33612345678", "20 €", "small", "ABC-123", "no", "skip", "yes" })
        {
            await bot.SaysAsync(text);
        }

        completed.Should().HaveCount(before + 1);
        completed.Should().OnlyContain(record => IsValid(record, bot.Clock.GetUtcNow()));
    }

    private static async Task ActAsync(ConciergeTestHost bot, TestPerson ann, Random random)
    {
        if (random.Next(10) < 6 && Helpful(ann.HeardTexts.LastOrDefault()) is { } answer)
        {
            await bot.SaysAsync(answer);
            return;
        }

        switch (random.Next(12))
        {
            case 0 when ann.Heard.OfType<ChoiceMessage>().ToArray() is { Length: > 0 } asked:
                ChoiceMessage message = asked[random.Next(2) == 0 ? asked.Length - 1 : random.Next(asked.Length)];
                Choice tapped = message.Choices[random.Next(message.Choices.Count)];
                await ann.SendsAsync(new ChoiceBody(tapped.Id, tapped.Title));
                break;
            case 1:
                await bot.SaysAsync(TokenizerTests.Garbage(random, random.Next(1, 200)));
                break;
            case 2:
                await bot.SaysAsync(string.Join(random.Next(2) == 0 ? " " : ", ", Enumerable.Range(0, random.Next(2, 6)).Select(_ => Likely[random.Next(Likely.Length)])));
                break;
            case 3:
                await bot.AdvanceAsync(TimeSpan.FromHours(random.Next(1, 100)));
                break;
            case 4 when random.Next(10) == 0:
                await bot.SaysAsync(new string('9', 60_000));
                break;
            default:
                await bot.SaysAsync(Likely[random.Next(Likely.Length)]);
                break;
        }
    }

    /// <summary>What somebody would write who means well.</summary>
    private static string? Helpful(string? question) => question?.Split('\n')[^1] switch
    {
        "menu" or null => "start",
        "Day?" => "in three days",
        "Time?" => "8",
        "Guests?" => "4",
        "Name?" => "Ann Lee",
        "Email?" => "ann@example.com",
        "Phone?" => "06 12 34 56 78",
        "Price?" => "12,50 €",
        "Size?" => "medium",
        "Code?" => "ABC-123",
        "Is special?" => "yes",
        "Detail?" => "by the window",
        "Weight?" => "skip",
        "Is this right?" => "yes",
        _ => null,
    };

    /// <summary>No age check and no pace limit: the clock jumps.</summary>
    private static Task<ConciergeTestHost> StartAsync(List<Everything> completed, bool letsOthersAnswer) => ConciergeTestHost.StartAsync(
        c =>
        {
            c.AddForm<Everything>("all", form => form
                .Service(s => s.Keywords("start", "commencer"))
                .Interruptions(letsOthersAnswer ? FormInterruption.LetOthersAnswer : FormInterruption.StayInForm)
                .Country("FR")
                .Expires(TimeSpan.FromDays(3), "expired")
                .Field(e => e.Day, f => f.NotInPast().QuickReplies("Today", "Tomorrow"))
                .Field(e => e.Time, f => f.Range(new TimeOnly(8, 0), new TimeOnly(22, 0)))
                .Field(e => e.Name, f => f.PersonName())
                .Field(e => e.Detail, f => f.When(answers => answers.Get(e => e.IsSpecial)).Required())
                .Field(e => e.Guests, f => f.Validate((guests, _) => ValueTask.FromResult(guests == 13 ? new LocalizedText("Not 13.") : null)))
                .OnCompleted((_, record) =>
                {
                    completed.Add(record);
                    return ValueTask.CompletedTask;
                }));
            c.AddService("menu", s => s.Default().Answer("menu"));
            c.Services.Configure<ConciergeOptions>(o => o.Outbound.LoopLimit = null);
        },
        SalonBot.Now);

    private static bool IsValid(Everything record, DateTimeOffset now) =>
        Validator.TryValidateObject(record, new ValidationContext(record), [], validateAllProperties: true)
        && record.Day >= DateOnly.FromDateTime(SalonBot.Now.DateTime)
        && record.Day.ToDateTime(TimeOnly.MinValue) < now.DateTime.AddYears(2100)
        && record.Time >= new TimeOnly(8, 0)
        && record.Time <= new TimeOnly(22, 0)
        && record.Guests != 13
        && record.Name.Any(char.IsLetter)
        && record.Price.Amount >= 0
        && Enum.IsDefined(record.Size)
        && record.IsSpecial == record.Detail is not null;

    public enum Size
    {
        Small,
        Medium,
        Large,
    }

    public sealed record Everything(
        DateOnly Day,
        TimeOnly Time,
        [property: Range(1, 20)] int Guests,
        [property: Required, MaxLength(80)] string Name,
        [property: EmailAddress] string Email,
        [property: Phone, RegularExpression(@"\+[1-9][0-9]{7,14}")] string Phone,
        Money Price,
        Size Size,
        [property: RegularExpression("[A-Z]{3}-[0-9]{3}")] string Code,
        bool IsSpecial,
        [property: StringLength(50)] string? Detail = null,
        double? Weight = null);
}
