using Concierge.Forms.Parsing;

namespace Concierge.Tests.Forms.Parsing;

public sealed class PhoneReaderTests
{
    [Theory]
    [InlineData("+33612345678", null, "+33612345678")]
    [InlineData("+33 6 12 34 56 78", null, "+33612345678")]
    [InlineData("+33 (0)6 12 34 56 78", null, "+33612345678")]
    [InlineData("+33(0)612345678", null, "+33612345678")]
    [InlineData("0033 6 12 34 56 78", null, "+33612345678")]
    [InlineData("0033612345678", "DE", "+33612345678")]
    [InlineData("06 12 34 56 78", "FR", "+33612345678")]
    [InlineData("06.12.34.56.78", "FR", "+33612345678")]
    [InlineData("06-12-34-56-78", "FR", "+33612345678")]
    [InlineData("06/12/34/56/78", "FR", "+33612345678")]
    [InlineData("0612345678", "FR", "+33612345678")]
    [InlineData("612345678", "FR", "+33612345678")]
    [InlineData("+0612345678", "FR", "+33612345678")]
    [InlineData("0612345678", "+33", "+33612345678")]
    [InlineData("0612345678", "fr", "+33612345678")]
    [InlineData("612 34 56 78", "ES", "+34612345678")]
    [InlineData("+34 612 345 678", "FR", "+34612345678")]
    [InlineData("020 7946 0958", "GB", "+442079460958")]
    [InlineData("+44 (0)20 7946 0958", null, "+442079460958")]
    [InlineData("(020) 7946 0958", "GB", "+442079460958")]
    [InlineData("07700 900123", "GB", "+447700900123")]
    [InlineData("(202) 555-0123", "US", "+12025550123")]
    [InlineData("202-555-0123", "US", "+12025550123")]
    [InlineData("202.555.0123", "US", "+12025550123")]
    [InlineData("1-202-555-0123", "US", "+12025550123")]
    [InlineData("+1 202 555 0123", null, "+12025550123")]
    [InlineData("06 1234 5678", "IT", "+390612345678")]
    [InlineData("030 123456", "DE", "+4930123456")]
    [InlineData("0171 1234567", "DE", "+491711234567")]
    [InlineData("079 123 45 67", "CH", "+41791234567")]
    [InlineData("0470 12 34 56", "BE", "+32470123456")]
    [InlineData("621 123 456", "LU", "+352621123456")]
    [InlineData("06 12345678", "NL", "+31612345678")]
    [InlineData("912 345 678", "PT", "+351912345678")]
    [InlineData("55 1234 5678", "MX", "+525512345678")]
    [InlineData("11 91234-5678", "BR", "+5511912345678")]
    [InlineData("0612-345678", "MA", "+212612345678")]
    [InlineData("77 123 45 67", "SN", "+221771234567")]
    [InlineData("07 01 02 03 04", "CI", "+2250701020304")]
    [InlineData("098765 43210", "IN", "+919876543210")]
    [InlineData("090-1234-5678", "JP", "+819012345678")]
    [InlineData("my number is 06 12 34 56 78", "FR", "+33612345678")]
    [InlineData("mon numéro : 06 12 34 56 78.", "FR", "+33612345678")]
    [InlineData("mi teléfono es el 612345678", "ES", "+34612345678")]
    [InlineData("call 06 12 34 56 78 please", "FR", "+33612345678")]
    [InlineData("tel:+33612345678", null, "+33612345678")]
    [InlineData("☎ +33612345678", null, "+33612345678")]
    [InlineData("+٣٣٦١٢٣٤٥٦٧٨", null, "+33612345678")]
    [InlineData("+33 6\u00A012\u202F34 56 78", null, "+33612345678")]
    public void Read_ANumber_IsMadeInternational(string text, string? country, string number) => Find(text, country).Should().Be(number);

    [Theory]
    [InlineData("", "FR")]
    [InlineData("12345", "FR")]
    [InlineData("0612345678", null)]
    [InlineData("+", "FR")]
    [InlineData("+1234567", null)]
    [InlineData("+1234567890123456", null)]
    [InlineData("12345678901234567890", "FR")]
    [InlineData("99999999999999999999999999999999999", "FR")]
    [InlineData("00", "FR")]
    [InlineData("phone", "FR")]
    [InlineData("()()()", "FR")]
    [InlineData("+-+-+-", "FR")]
    [InlineData("((((0612345678", null)]
    [InlineData("📞", "FR")]
    [InlineData("10:30", "FR")]
    [InlineData("12 May", "FR")]
    [InlineData("2026", "FR")]
    public void Read_WhatIsNoNumber_FindsNone(string text, string? country) => Find(text, country).Should().BeNull();

    [Fact]
    public void Country_Unknown_IsRefused() => PhoneCountry.Find("XX").Should().BeNull();

    private static string? Find(string text, string? country)
    {
        PhoneCountry? from = country is null ? null : PhoneCountry.Find(country);
        return Readers.FirstText(text, (reading, i) => PhoneReader.Read(reading, i, from));
    }
}
