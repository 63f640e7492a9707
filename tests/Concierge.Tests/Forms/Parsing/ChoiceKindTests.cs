using Concierge.Forms;
using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Tests.Forms.Parsing;

public sealed class ChoiceKindTests
{
    private static readonly ChoiceKind Kind = new(
        [
            new FormChoice("cut", new LocalizedText(new Dictionary<string, string> { ["en"] = "Haircut", ["fr"] = "Coupe", ["es"] = "Corte" }), "trim", "coupe de cheveux"),
            new FormChoice("cutcolour", new LocalizedText(new Dictionary<string, string> { ["en"] = "Haircut and colour", ["fr"] = "Coupe et couleur", ["es"] = "Corte y color" })),
            new FormChoice("bride", new LocalizedText(new Dictionary<string, string> { ["en"] = "Wedding", ["fr"] = "Mariée", ["es"] = "Novia" }), "bride"),
            new FormChoice("beard", new LocalizedText(new Dictionary<string, string> { ["en"] = "Beard", ["fr"] = "Barbe", ["es"] = "Barba" })),
        ],
        static value => value);

    [Theory]
    [InlineData("1", "cut")]
    [InlineData("2.", "cutcolour")]
    [InlineData("3)", "bride")]
    [InlineData("4 please", "beard")]
    [InlineData("２", "cutcolour")]
    [InlineData("Haircut", "cut")]
    [InlineData("haircut", "cut")]
    [InlineData("HAIRCUT!", "cut")]
    [InlineData("a haircut please", "cut")]
    [InlineData("I'd like a haircut", "cut")]
    [InlineData("hair cut", "cut")]
    [InlineData("hiarcut", "cut")]
    [InlineData("haircutt", "cut")]
    [InlineData("haircu", "cut")]
    [InlineData("haircuts", "cut")]
    [InlineData("haarcat", null)]
    [InlineData("trim", "cut")]
    [InlineData("coupe de cheveux", "cut")]
    [InlineData("une coupe", "cut")]
    [InlineData("la coupe svp", "cut")]
    [InlineData("un corte", "cut")]
    [InlineData("haircut and colour", "cutcolour")]
    [InlineData("Haircut & colour", null)]
    [InlineData("coupe et couleur", "cutcolour")]
    [InlineData("corte y color", "cutcolour")]
    [InlineData("wedding", "bride")]
    [InlineData("weding", "bride")]
    [InlineData("wedidng", "bride")]
    [InlineData("Mariée", "bride")]
    [InlineData("mariee", "bride")]
    [InlineData("MARIÉE", "bride")]
    [InlineData("mari\u0065\u0301e", "bride")]
    [InlineData("bride", "bride")]
    [InlineData("brid", null)]
    [InlineData("novia", "bride")]
    [InlineData("beard", "beard")]
    [InlineData("bread", null)]
    [InlineData("barbe", "beard")]
    [InlineData("ma barbe", "beard")]
    [InlineData("la barba por favor", "beard")]
    [InlineData("cut", "cut")]
    [InlineData("cutcolour", "cutcolour")]
    [InlineData("haircut or beard", null)]
    [InlineData("beard, beard, beard", "beard")]
    [InlineData("0", null)]
    [InlineData("5", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("1 2", null)]
    [InlineData("one", null)]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData("💇", null)]
    [InlineData("none", null)]
    [InlineData("weddings and funerals", "bride")]
    [InlineData("haircutandcolour", null)]
    [InlineData("Haircut\u200B", "cut")]
    [InlineData("Ｈａｉｒｃｕｔ", "cut")]
    [InlineData("*Haircut*", "cut")]
    [InlineData("« coupe »", "cut")]
    [InlineData("¿corte?", "cut")]
    [InlineData("__proto__", null)]
    [InlineData("<b>Beard</b>", "beard")]
    public void Find_AChoice_ByNumberTitleOrSynonym(string text, string? value) =>
        (Kind.Find(Reading.Of(text), Readers.Context("en"), isAnswer: true)?.Value).Should().Be(value);

    [Theory]
    [InlineData("haarcat")]
    [InlineData("haircut or beard")]
    [InlineData("5")]
    [InlineData("💇")]
    public void Find_WhatIsNoChoice_FindsNone(string text) => Kind.Find(Reading.Of(text), Readers.Context("en"), isAnswer: true).Should().BeNull();
}
