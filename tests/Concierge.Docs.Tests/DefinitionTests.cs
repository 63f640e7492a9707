using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Docs.Tests;

/// <summary>Definitions in the documentation are ones that a host takes.</summary>
public sealed partial class DefinitionTests
{
    [Theory]
    [InlineData("forms.md")]
    [InlineData("services.md")]
    public async Task Definitions_AsDocumented_AreValid(string document)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(static _ => { });

        IReadOnlyList<ServiceDefinition> definitions = Read(document);

        definitions.Should().NotBeEmpty();
        foreach (ServiceDefinition definition in definitions)
        {
            (await Catalogue(bot).SaveAsync(definition)).Problems.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Form_AsDocumented_IsFilledIn()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(static _ => { }, new DateTimeOffset(2026, 5, 6, 9, 0, 0, TimeSpan.Zero));
        await Catalogue(bot).SaveAsync(Read("forms.md").Single(definition => definition.Processing == ServiceKinds.Form));

        await bot.SaysAsync("book a trim tomorrow at 10:30 for two people")
            .AnswersAsync("Welcome, Ann!", "Noted: Cut: Haircut, Day: Thursday 7 May 2026, Time: 10:30, People: 2.\nYour card number, if you have one?");
        await bot.SaysAsync("12").AnswersWithAsync("Six digits, please.");
        await bot.SaysAsync("123456").AnswersWithAsync("Is this right?");
        await bot.SaysAsync("yes").AnswersAsync("See you at 3 Church Square.");
    }

    [Fact]
    public async Task Reason_AsDocumented_IsGiven()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(static _ => { });
        ServiceDefinition salon = Read("forms.md").Single(definition => definition.Processing == ServiceKinds.Form);

        ServiceChange refused = await Catalogue(bot).SaveAsync(salon with
        {
            Form = salon.Form! with { Fields = [.. salon.Form!.Fields.Select(static field => field.Name == "people" ? field with { Min = "5" } : field)] },
        });

        File.ReadAllText(PathOf("forms.md")).Should().Contain($"`{refused.Problems.Should().ContainSingle().Subject}`");
    }

    private static IServiceCatalogue Catalogue(ConciergeTestHost bot) => bot.Services.GetRequiredService<IServiceCatalogue>();

    private static string PathOf(string document) => Path.Combine(Repository.Root, "docs", document);

    private static IReadOnlyList<ServiceDefinition> Read(string document)
    {
        var definitions = new List<ServiceDefinition>();
        foreach (Match match in Json().Matches(File.ReadAllText(PathOf(document))))
        {
            using JsonDocument json = JsonDocument.Parse(match.Groups["json"].Value);
            definitions.AddRange(json.RootElement.GetProperty("Concierge").GetProperty("Services").EnumerateObject()
                .Select(static service => ConciergeJson.ReadDefinition(Encoding.UTF8.GetBytes(service.Value.GetRawText())) with { Name = service.Name }));
        }

        return definitions;
    }

    [GeneratedRegex("""```json\n(?<json>.*?)\n```""", RegexOptions.Singleline)]
    private static partial Regex Json();
}
