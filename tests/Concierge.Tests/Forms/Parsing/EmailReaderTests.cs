using Concierge.Forms.Parsing;

namespace Concierge.Tests.Forms.Parsing;

public sealed class EmailReaderTests
{
    [Theory]
    [InlineData("ann@example.com", "ann@example.com")]
    [InlineData("Ann@Example.COM", "Ann@example.com")]
    [InlineData("ann.lee@example.com", "ann.lee@example.com")]
    [InlineData("ann+news@example.com", "ann+news@example.com")]
    [InlineData("ann_lee@example.com", "ann_lee@example.com")]
    [InlineData("ann-lee@example.com", "ann-lee@example.com")]
    [InlineData("a@b.co", "a@b.co")]
    [InlineData("1@2.fr", "1@2.fr")]
    [InlineData("ann99@example.com", "ann99@example.com")]
    [InlineData("99ann@example.com", "99ann@example.com")]
    [InlineData("ann@mail.example.co.uk", "ann@mail.example.co.uk")]
    [InlineData("ann@my-company.com", "ann@my-company.com")]
    [InlineData("ann@123.com", "ann@123.com")]
    [InlineData("ann%x@example.com", "ann%x@example.com")]
    [InlineData("my email is ann@example.com", "ann@example.com")]
    [InlineData("my email is ann@example.com.", "ann@example.com")]
    [InlineData("ann@example.com, thanks", "ann@example.com")]
    [InlineData("ann@example.com!", "ann@example.com")]
    [InlineData("<ann@example.com>", "ann@example.com")]
    [InlineData("(ann@example.com)", "ann@example.com")]
    [InlineData("mailto:ann@example.com", "ann@example.com")]
    [InlineData("\"ann@example.com\"", "ann@example.com")]
    [InlineData("mon mail : ann@exemple.fr", "ann@exemple.fr")]
    [InlineData("mon adresse est ann@exemple.fr et mon nom Ann", "ann@exemple.fr")]
    [InlineData("el correo es ana@ejemplo.es", "ana@ejemplo.es")]
    [InlineData("ann@example.com 🙂", "ann@example.com")]
    [InlineData("🙂ann@example.com", "ann@example.com")]
    [InlineData("ann@example.com\nbob@example.com", "ann@example.com")]
    [InlineData("'ann@example.com'", "ann@example.com")]
    [InlineData("l'adresse est d'ann@example.com", "ann@example.com")]
    [InlineData("ann@example.museum", "ann@example.museum")]
    [InlineData("ann@a.b.c.d.example.com", "ann@a.b.c.d.example.com")]
    [InlineData("x.y.z@example.com", "x.y.z@example.com")]
    [InlineData("ann@example.com?", "ann@example.com")]
    [InlineData("ann@example.com;", "ann@example.com")]
    [InlineData("send to ann@example.com please", "ann@example.com")]
    [InlineData("ANN@EXAMPLE.COM", "ANN@example.com")]
    [InlineData("ann@ex-am-ple.com", "ann@ex-am-ple.com")]
    [InlineData("1234567890@example.com", "1234567890@example.com")]
    [InlineData("ann.2026-05@example.com", "ann.2026-05@example.com")]
    public void Read_AnAddress_FindsIt(string text, string address) => Find(text).Should().Be(address);

    [Theory]
    [InlineData("ann")]
    [InlineData("ann@")]
    [InlineData("@example.com")]
    [InlineData("ann @example.com")]
    [InlineData("ann@example")]
    [InlineData("ann@.com")]
    [InlineData("ann@example..com")]
    [InlineData("ann..lee@example.com")]
    [InlineData("ann.@example.com")]
    [InlineData("ann@-example.com")]
    [InlineData("ann@example-.com")]
    [InlineData("ann@example.c")]
    [InlineData("ann@example.123")]
    [InlineData("ann@exämple.com")]
    [InlineData("ann@exa_mple.com")]
    [InlineData("ann@bob@example.com")]
    [InlineData("@@@@@@")]
    [InlineData("@ann")]
    [InlineData("")]
    [InlineData("📧")]
    [InlineData("ann(at)example.com")]
    [InlineData("ann@[127.0.0.1]")]
    [InlineData("...@example.com")]
    [InlineData("___@example.com")]
    public void Read_WhatIsNoAddress_FindsNone(string text) => Find(text).Should().BeNull();

    [Fact]
    public void Read_TooLong_FindsNone()
    {
        Find($"{new string('a', 65)}@example.com").Should().BeNull();
        Find($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}.com").Should().BeNull();
        Find(string.Concat(Enumerable.Repeat("a@", 5000))).Should().BeNull();
    }

    private static string? Find(string text)
    {
        string? found = Readers.FirstText(text, EmailReader.Read);
        if (found is not null)
        {
            EmailReader.IsAddress(found).Should().BeTrue("what is found is an address: {0}", found);
        }

        return found;
    }
}
