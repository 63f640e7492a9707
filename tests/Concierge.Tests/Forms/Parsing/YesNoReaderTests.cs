using Concierge.Forms.Parsing;

namespace Concierge.Tests.Forms.Parsing;

public sealed class YesNoReaderTests
{
    [Theory]
    [InlineData("yes yeah yep yup y sure ok okay correct right absolutely definitely perfect oui ouais exact exactement parfait volontiers absolument sí si claro vale correcto exacto perfecto dale 👍 ✅ 👌 YES Oui SÍ OK! yes. yes!!! oui…")]
    public void Read_WordsOfConsent_AreYes(string words)
    {
        foreach (string word in words.Split(' '))
        {
            YesNoReader.ReadWhole(Reading.Of(word)).Should().BeTrue("'{0}' is consent", word);
        }
    }

    [Theory]
    [InlineData("no nope nah never n non jamais nan nunca negativo incorrect wrong 👎 ❌ NO Non no. non!!! 👎🏽")]
    public void Read_WordsOfRefusal_AreNo(string words)
    {
        foreach (string word in words.Split(' '))
        {
            YesNoReader.ReadWhole(Reading.Of(word)).Should().BeFalse("'{0}' is a refusal", word);
        }
    }

    [Theory]
    [InlineData("yes please", true)]
    [InlineData("looks good", true)]
    [InlineData("ça marche", true)]
    [InlineData("muy bien", true)]
    [InlineData("yes, thanks", true)]
    [InlineData("of course", true)]
    [InlineData("that's right", true)]
    [InlineData("that’s right", true)]
    [InlineData("sounds good", true)]
    [InlineData("go ahead", true)]
    [InlineData("oui merci", true)]
    [InlineData("bien sûr", true)]
    [InlineData("bien sur", true)]
    [InlineData("d'accord", true)]
    [InlineData("c'est bon", true)]
    [InlineData("c’est ça", true)]
    [InlineData("tout à fait", true)]
    [InlineData("claro que sí", true)]
    [InlineData("sí, por favor", true)]
    [InlineData("está bien", true)]
    [InlineData("de acuerdo", true)]
    [InlineData("no thanks", false)]
    [InlineData("no, thank you", false)]
    [InlineData("not really", false)]
    [InlineData("not at all", false)]
    [InlineData("non merci", false)]
    [InlineData("pas du tout", false)]
    [InlineData("pas vraiment", false)]
    [InlineData("no gracias", false)]
    [InlineData("claro que no", false)]
    [InlineData("para nada", false)]
    [InlineData("yes yes yes", true)]
    [InlineData("no no no", false)]
    public void Read_Phrases_AreUnderstood(string text, bool answer) => YesNoReader.ReadWhole(Reading.Of(text)).Should().Be(answer);

    [Theory]
    [InlineData("yes and no")]
    [InlineData("oui et non")]
    [InlineData("maybe")]
    [InlineData("peut-être")]
    [InlineData("quizás")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Tuesday")]
    [InlineData("no, Tuesday")]
    [InlineData("yesterday")]
    [InlineData("nono")]
    [InlineData("42")]
    [InlineData("🤷")]
    [InlineData("\u0000\u0001")]
    [InlineData("\uD800")]
    public void Read_AnythingElse_IsNeither(string text) => YesNoReader.ReadWhole(Reading.Of(text)).Should().BeNull();
}
