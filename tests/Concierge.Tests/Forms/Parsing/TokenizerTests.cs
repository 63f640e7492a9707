using System.Diagnostics;
using System.Text;
using Concierge.Forms.Parsing;

namespace Concierge.Tests.Forms.Parsing;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("8h30", "8 h 30")]
    [InlineData("aujourd’hui", "aujourd hui")]
    [InlineData("quatre-vingt", "quatre vingt")]
    [InlineData("12-05", "12 - 05")]
    [InlineData("Mañana", "manana")]
    [InlineData("Œuf", "oeuf")]
    [InlineData("\uD83D\uDE42 ok", "\uD83D\uDE42 ok")]
    [InlineData("8\u0489 7\u0596", "8 \u0489 7 \u0596")]
    public void Tokenize_AText_GivesItsTokens(string text, string tokens) =>
        string.Join(' ', Tokenizer.Tokenize(Tokenizer.Clean(text)).Select(token => token.Text)).Should().Be(tokens);

    [Fact]
    public void Clean_AnyText_IsBoundedAndWellFormed()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            string text = Garbage(random, random.Next(0, 3000));

            string clean = Tokenizer.Clean(text);

            clean.Length.Should().BeLessThanOrEqualTo(Tokenizer.MaxLength);
            clean.IsNormalized(NormalizationForm.FormC).Should().BeTrue();
            Tokenizer.Tokenize(clean).Should().OnlyContain(token => token.Start < token.End && token.End <= clean.Length);
        }
    }

    [Fact]
    public void Read_HugeTexts_IsQuick()
    {
        string[] texts = [new('a', 1_000_000), string.Concat(Enumerable.Repeat("1.", 500_000)), string.Concat(Enumerable.Repeat("le 3 mai à 8h ", 70_000)), new('(', 1_000_000), string.Concat(Enumerable.Repeat("in 1 ", 200_000))];
        var watch = Stopwatch.StartNew();
        foreach (string text in texts)
        {
            Readers.First<DateOnly>(text, (reading, i) => DateReader.Read(reading, i, Readers.Context("fr"), true, false) is { } date && date.Value.Year == 1 ? date : null);
            Readers.First<decimal>(text, (reading, i) => NumberReader.Read(reading, i, "fr") is { Value: 0.12345m } number ? number : null);
            Readers.FirstText(text, (reading, i) => PhoneReader.Read(reading, i, PhoneCountry.Find("FR")) is { Value: "" } phone ? phone : null);
        }

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    internal static string Garbage(Random random, int length)
    {
        const string likely = "0123456789 .,:/-@€$+()'’’ \n\t?!abcdehmnpstéñ🙂\u200B\u0000";
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++)
        {
            text.Append(random.Next(8) == 0 ? (char)random.Next(0, 0x10000) : likely[random.Next(likely.Length)]);
        }

        return text.ToString();
    }
}
