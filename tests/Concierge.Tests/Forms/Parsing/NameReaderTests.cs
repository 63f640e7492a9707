using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Tests.Forms.Parsing;

public sealed class NameReaderTests
{
    [Theory]
    [InlineData("Ann", "Ann")]
    [InlineData("Ann Lee", "Ann Lee")]
    [InlineData("my name is Ann Lee", "Ann Lee")]
    [InlineData("My name's Ann", "Ann")]
    [InlineData("I'm Ann", "Ann")]
    [InlineData("this is Ann Lee", "Ann Lee")]
    [InlineData("it's Ann", "Ann")]
    [InlineData("je m'appelle Zoé", "Zoé")]
    [InlineData("Je m’appelle Zoé Martin", "Zoé Martin")]
    [InlineData("moi c'est Zoé", "Zoé")]
    [InlineData("mon nom est Jean-Luc", "Jean-Luc")]
    [InlineData("me llamo José", "José")]
    [InlineData("mi nombre es Ana María", "Ana María")]
    [InlineData("soy Ana", "Ana")]
    [InlineData("Ann, and my email follows", "Ann")]
    [InlineData("Ann Lee, thanks", "Ann Lee")]
    [InlineData("O'Brien", "O'Brien")]
    [InlineData("李小龙", "李小龙")]
    [InlineData("Анна", "Анна")]
    [InlineData("محمد", "محمد")]
    [InlineData("Ann 🙂", "Ann")]
    [InlineData("What are your opening hours?", null)]
    [InlineData("I would rather talk about something else entirely today", null)]
    [InlineData("🙂", null)]
    [InlineData("42", null)]
    [InlineData("no", null)]
    [InlineData("Non, merci", null)]
    [InlineData("no gracias", null)]
    [InlineData("OK", null)]
    [InlineData("Dale", "Dale")]
    [InlineData("Nan", "Nan")]
    [InlineData("my name is No", "No")]
    [InlineData("", null)]
    [InlineData("...", null)]
    public void Find_AName_AfterALeadInOrAlone(string text, string? name) =>
        (new NameKind().Find(Reading.Of(text), Readers.Context("en"), isAnswer: true)?.Value).Should().Be(name);

    [Theory]
    [InlineData("book tomorrow, my name is Ann Lee", "Ann Lee")]
    [InlineData("au nom de Zoé Martin, pour demain", "Zoé Martin")]
    [InlineData("a table in the name of Ann", "Ann")]
    [InlineData("I'm hungry", null)]
    [InlineData("soy vegetariano", null)]
    public void Find_InASentence_NeedsAPlainLeadIn(string text, string? name) =>
        (new NameKind().Find(Reading.Of(text), Readers.Context("en"), isAnswer: false)?.Value).Should().Be(name);
}
