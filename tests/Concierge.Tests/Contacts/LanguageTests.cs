using Concierge.Channels;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Contacts;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("Hello, I would like to book a table", "en")]
    [InlineData("thanks", "en")]
    [InlineData("Bonjour, je voudrais réserver une table pour demain", "fr")]
    [InlineData("merci beaucoup", "fr")]
    [InlineData("Hola, ¿cuándo está abierto?", "es")]
    [InlineData("gracias", "es")]
    [InlineData("Guten Tag, ich möchte einen Termin", "de")]
    [InlineData("Buongiorno, vorrei prenotare", "it")]
    [InlineData("Olá, gostaria de marcar para amanhã", "pt")]
    [InlineData("Goedemorgen, ik wil graag een afspraak", "nl")]
    [InlineData("Dzień dobry, chciałbym się umówić", "pl")]
    [InlineData("Merhaba, bir randevu istiyorum", "tr")]
    [InlineData("Hej, jag vill boka", "sv")]
    [InlineData("Saya mau pesan untuk besok", "id")]
    [InlineData("Bună ziua, aș dori o programare", "ro")]
    [InlineData("Здравствуйте, можно записаться?", "ru")]
    [InlineData("Добрий день, чи можна записатися? Її ім'я", "uk")]
    [InlineData("مرحبا، متى تفتحون؟", "ar")]
    [InlineData("שלום", "he")]
    [InlineData("नमस्ते", "hi")]
    [InlineData("你好,几点开门?", "zh")]
    [InlineData("こんにちは、予約したいです", "ja")]
    [InlineData("안녕하세요", "ko")]
    [InlineData("hola", "es")]
    [InlineData("bonjour", "fr")]
    [InlineData("hello", "en")]
    [InlineData("buenos días", "es")]
    [InlineData("réserver", "fr")]
    [InlineData("order", null)]
    [InlineData("pan", null)]
    [InlineData("my order", null)]
    [InlineData("no", null)]
    [InlineData("no, Wednesday", null)]
    [InlineData("ok", null)]
    [InlineData("👍", null)]
    [InlineData("12:30", null)]
    [InlineData("", null)]
    public async Task Language_OfAFirstMessage_IsTold(string text, string? language)
    {
        await using ConciergeTestHost bot = await TellingAsync();

        (await bot.Person().SendsAsync(new TextBody(text))).Text.Should().Be(language ?? "?");
    }

    [Fact]
    public async Task Language_OnceTold_IsRememberedAndFollowsThePerson()
    {
        await using ConciergeTestHost bot = await TellingAsync();
        await bot.SaysAsync("Bonjour, je voudrais une table").AnswersAsync("fr");
        await bot.SaysAsync("ok").AnswersAsync("fr");
        await bot.RestartAsync();
        await bot.SaysAsync("👍").AnswersAsync("fr");
        await bot.SaysAsync("sorry, do you speak English? I would like to pay").AnswersAsync("en");
    }

    /// <summary>A keyword, a product, an answer to a question: none of that says that somebody now speaks another language.</summary>
    [Theory]
    [InlineData("order")]
    [InlineData("pan")]
    [InlineData("hello")]
    [InlineData("yes please")]
    public async Task Language_KnownAndAWordOrTwoOfAnother_Stays(string text)
    {
        await using ConciergeTestHost bot = await TellingAsync();
        await bot.SaysAsync("bonjour").AnswersAsync("fr");

        await bot.SaysAsync(text).AnswersAsync("fr");
        await bot.SaysAsync("I would like to order").AnswersAsync("en");
    }

    [Fact]
    public async Task Language_OfAScript_IsToldByOneWord()
    {
        await using ConciergeTestHost bot = await TellingAsync();
        await bot.SaysAsync("bonjour").AnswersAsync("fr");

        await bot.SaysAsync("你好,几点开门?").AnswersAsync("zh");
    }

    /// <summary>A person of whom nothing is known is spoken to in the host's language.</summary>
    [Fact]
    public async Task Language_OfAFrenchHost_IsNotChangedByAKeyword()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .With(options => options.Routing.Language = "fr")
            .AddService("order", s => s.Keywords("order", "pan").Answer(new LocalizedText(new Dictionary<string, string> { ["fr"] = "Bien sûr.", ["en"] = "Of course.", ["pl"] = "Tak." }))));

        await bot.SaysAsync("order").AnswersAsync("Bien sûr.");
        await bot.SaysAsync("pan").AnswersAsync("Bien sûr.");
        await bot.SaysAsync("hello, can I order?").AnswersAsync("Of course.");
    }

    private static Task<ConciergeTestHost> TellingAsync() => ConciergeTestHost.StartAsync(c => c.AddService("tell", s => s.Default(), turn =>
    {
        turn.Reply(turn.Language ?? "?");
        return ValueTask.CompletedTask;
    }));
}
