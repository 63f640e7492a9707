using System.Text.RegularExpressions;

namespace Concierge.Ai.Tests.Extraction;

/// <summary>D4: a typed record from a message, with confidence, for free where a pattern is enough.</summary>
public sealed partial class ExtractionTests
{
    private readonly ScriptedClient _model = new();

    [Fact]
    public async Task Answer_ThatFits_IsTheRecord()
    {
        _model.Says("Here: ```json\n{\"data\":{\"brand\":\"Omega\",\"price\":4200,\"currency\":\"EUR\",\"year\":1969},\"confidence\":0.9}\n``` Hope that helps {}");

        Extraction<Listing> found = await _model.ExtractAsync("Omega 1969, 4200 €", ListingJson.Default.Listing);

        found.Value.Should().Be(new Listing("Omega", 4200, "EUR") { Year = 1969 });
        found.Confidence.Should().Be(0.9);
        found.Usage!.InputTokenCount.Should().Be(100);
        ((ChatResponseFormatJson)_model.Last.Options!.ResponseFormat!).Schema!.Value.GetProperty("type").GetString().Should().Be("object");
    }

    [Fact]
    public async Task Answer_ThatDoesNotFit_IsRepairedOnce()
    {
        _model.Says("I think it is an Omega.").Says("""{"data":{"brand":"Omega","price":1,"currency":"EUR"},"confidence":7}""");

        Extraction<Listing> found = await _model.ExtractAsync("Omega", ListingJson.Default.Listing);

        found.Value!.Brand.Should().Be("Omega");
        found.Confidence.Should().Be(1);
        _model.Requests.Should().HaveCount(2);
        _model.Last.Messages[^1].Text.Should().Contain("not a JSON object");
    }

    [Fact]
    public async Task Answer_ThatNeverFits_IsDataAndNotAnException()
    {
        _model.Says("""{"data":{"brand":"Omega"}}""").Says("""{"data":{"brand":"Omega","price":"much"}}""");

        Extraction<Listing> found = await _model.ExtractAsync("Omega", ListingJson.Default.Listing);

        found.Value.Should().BeNull();
        found.Confidence.Should().Be(0);
        found.Error.Should().NotBeNullOrEmpty();
        _model.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Patterns_ThatFindEverything_NeedNoModel()
    {
        Extraction<Listing> found = await _model.ExtractAsync("vends oméga 3.500,5 ", ListingJson.Default.Listing, new ExtractionOptions
        {
            Patterns = { ["price"] = new Regex(@"\d\.?(?<value>500,5)"), ["currency"] = new Regex("vends") },
            Lexicons = { ["brand"] = ["Rolex", "Omega"] },
        });

        found.Value.Should().Be(new Listing("Omega", 500.5m, "vends"));
        found.Confidence.Should().Be(1);
        found.UsedModel.Should().BeFalse();
        _model.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Patterns_CountMoreThanTheModelAndTheHostMayRefuse()
    {
        _model.Says("""{"data":{"brand":"Omega","price":9,"currency":"XXX"},"confidence":0.8}""").Says("""{"data":{"brand":"Omega","price":9,"currency":"EUR"},"confidence":0.8}""");

        Extraction<Listing> found = await _model.ExtractAsync("Omega 4200 euro", ListingJson.Default.Listing, new ExtractionOptions
        {
            Patterns = { ["price"] = Number() },
            Validate = listing => ((Listing)listing).Currency == "XXX" ? "There is no such currency." : null,
        });

        found.Value.Should().Be(new Listing("Omega", 4200, "EUR"));
        _model.Last.Messages[^1].Text.Should().Contain("There is no such currency.");
    }

    [GeneratedRegex(@"\b\d{3,6}\b")]
    private static partial Regex Number();
}
