using System.Globalization;
using Concierge.Forms;
using Concierge.Forms.Parsing;

namespace Concierge.Tests.Forms.Parsing;

public sealed class NumberReaderTests
{
    [Theory]
    [InlineData("7", "en", "7")]
    [InlineData("-5", "en", "-5")]
    [InlineData("1,200", "en", "1200")]
    [InlineData("1.200", "en", "1.2")]
    [InlineData("1.200", "fr", "1200")]
    [InlineData("1.200", "es", "1200")]
    [InlineData("1,200", "fr", "1.2")]
    [InlineData("1 200", "fr", "1200")]
    [InlineData("1\u00A0200", "fr", "1200")]
    [InlineData("1 200,50", "fr", "1200.5")]
    [InlineData("1,200.50", "en", "1200.5")]
    [InlineData("1.200,50", "en", "1200.5")]
    [InlineData("1,234,567", "en", "1234567")]
    [InlineData("1.234.567", "en", "1234567")]
    [InlineData("12,5", "en", "12.5")]
    [InlineData("0.5", "en", "0.5")]
    [InlineData("0,125", "en", "0.125")]
    [InlineData("007", "en", "7")]
    [InlineData("２４", "en", "24")]
    [InlineData("٤٢", "en", "42")]
    [InlineData("one", "en", "1")]
    [InlineData("twelve", "en", "12")]
    [InlineData("twenty-five", "en", "25")]
    [InlineData("twenty five", "en", "25")]
    [InlineData("ninety nine", "en", "99")]
    [InlineData("one hundred and five", "en", "105")]
    [InlineData("hundred", "en", "100")]
    [InlineData("two thousand three hundred", "en", "2300")]
    [InlineData("a dozen", "en", "12")]
    [InlineData("half a dozen", "en", "6")]
    [InlineData("a couple", "en", "2")]
    [InlineData("six", "en", "6")]
    [InlineData("un", "fr", "1")]
    [InlineData("onze", "fr", "11")]
    [InlineData("vingt et un", "fr", "21")]
    [InlineData("vingt-deux", "fr", "22")]
    [InlineData("soixante-dix", "fr", "70")]
    [InlineData("soixante et onze", "fr", "71")]
    [InlineData("quatre-vingts", "fr", "80")]
    [InlineData("quatre-vingt-dix-sept", "fr", "97")]
    [InlineData("quatre vingt onze", "fr", "91")]
    [InlineData("septante-deux", "fr", "72")]
    [InlineData("cent vingt", "fr", "120")]
    [InlineData("deux cents", "fr", "200")]
    [InlineData("mille deux cents", "fr", "1200")]
    [InlineData("une douzaine", "fr", "12")]
    [InlineData("zéro", "fr", "0")]
    [InlineData("dix-huit", "fr", "18")]
    [InlineData("dos", "es", "2")]
    [InlineData("once", "es", "11")]
    [InlineData("veintiuno", "es", "21")]
    [InlineData("veintidós", "es", "22")]
    [InlineData("treinta y dos", "es", "32")]
    [InlineData("noventa y nueve", "es", "99")]
    [InlineData("cien", "es", "100")]
    [InlineData("ciento cinco", "es", "105")]
    [InlineData("doscientos", "es", "200")]
    [InlineData("mil", "es", "1000")]
    [InlineData("dos mil", "es", "2000")]
    [InlineData("una docena", "es", "12")]
    [InlineData("media docena", "es", "6")]
    [InlineData("treinta", "en", "30")]
    [InlineData("we are two and three dogs", "en", "2")]
    [InlineData("999999999999", "en", "999999999999")]
    public void Read_ANumber_IsThatNumber(string text, string language, string number) =>
        Find(text, language).Should().Be(decimal.Parse(number, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("once", "en")]
    [InlineData("12.05.2026", "en")]
    [InlineData("9999999999999", "en")]
    [InlineData("99999999999999999999999999999999999999999", "en")]
    [InlineData("none", "en")]
    [InlineData("", "en")]
    [InlineData("١", "en", "1")]
    [InlineData("🙂", "en")]
    [InlineData("½", "en")]
    [InlineData("NaN", "en")]
    [InlineData("--", "en")]
    public void Read_WhatIsNoNumber_FindsNone(string text, string language, string? number = null)
    {
        Reading reading = Reading.Of(text);

        decimal? first = reading.Count == 0 ? null : NumberReader.Read(reading, 0, language)?.Value;

        first.Should().Be(number is null ? null : decimal.Parse(number, CultureInfo.InvariantCulture));
    }

    private static decimal? Find(string text, string language) => Readers.First(text, (reading, i) => NumberReader.Read(reading, i, language));
}
