using Concierge.Channels;
using Microsoft.Extensions.Logging;

namespace Concierge.Ai.Tests.Guard;

/// <summary>D8: numbers that did not come from a source are not sent when the guard is on; those that did are, however they are written.</summary>
public sealed class NumberGuardTests
{
    private const string Prompt =
        "You are the desk of a salon. Haircut: 30 €. Colour: 45,50 €. Bridal package: 1 234,50 €. Deposit 20 %. Phone: +33 6 12 34 56 78. "
        + "Office: (555) 019-9234. IBAN FR76 3000 6000 0112 3456 7890 189. Order line 48213. Membership $1,200 a year. Open 9:00-18:30, 75011 Paris.";

    private static readonly AiTexts Texts = new();

    private readonly ScriptedClient _model = new();

    [Theory]
    [InlineData("The haircut is 30 €.")]
    [InlineData("The haircut is €30.")]
    [InlineData("The haircut is EUR 30.00.")]
    [InlineData("La coupe est à 30€ et la couleur à 45,50€.")]
    [InlineData("La couleur coûte 45.50 euros.")]
    [InlineData("El color cuesta 45,50 euros.")]
    [InlineData("Colour: 45.50 EUR")]
    [InlineData("Le forfait mariée est à 1234,50 €.")]
    [InlineData("Le forfait mariée est à 1\u202F234,50\u00A0€.")]
    [InlineData("The bridal package is €1,234.50.")]
    [InlineData("El paquete de novia vale 1.234,50 €.")]
    [InlineData("Das Brautpaket kostet 1'234.50 Euro.")]
    [InlineData("The membership is 1200 dollars a year.")]
    [InlineData("La membresía cuesta 1.200 dólares.")]
    [InlineData("L'abonnement est à 1 200 $ par an.")]
    [InlineData("It is 1.2k USD a year.")]
    [InlineData("We ask for a deposit of 20%.")]
    [InlineData("Un acompte de 20 pour cent.")]
    [InlineData("Un depósito del 20 por ciento.")]
    [InlineData("Call us: +33612345678.")]
    [InlineData("Appelez le 06 12 34 56 78.")]
    [InlineData("Appelez le 06.12.34.56.78.")]
    [InlineData("Llame al 0033 612 34 56 78.")]
    [InlineData("Call +33 (0)6-12-34-56-78.")]
    [InlineData("Call 555-019-9234 or +1 555 019 9234.")]
    [InlineData("IBAN: FR7630006000011234567890189")]
    [InlineData("Your line is no. 48213.")]
    [InlineData("We are in 75011 Paris.")]
    public async Task Number_FromAPrompt_IsSentInAnyFormat(string answer) => await AnswersAsync(NumberGuard.Block, answer, answer);

    [Theory]
    [InlineData("There are 2 options, and 15 hairdressers.")]
    [InlineData("1. Cut\n2. Colour\n3. Both")]
    [InlineData("We can do 14:30, 14h30, 9h or 18.15 on 12/03/2026.")]
    [InlineData("Rendez-vous le 12 mars 2026 à 10h, jusqu'au 31.12.2027.")]
    [InlineData("La cita es el 3 de mayo a las 17:45, dura 45 minutos.")]
    [InlineData("Open 08.30-12.00 and 14-18.")]
    [InlineData("On 2026-05-03 from 10:00 to 11:30; since 1998, 2024-2025.")]
    [InlineData("It is 350 m away, 2,50 m wide, 1 500 g.")]
    [InlineData("I am 100 % sure, it is 5️⃣ minutes on foot.")]
    [InlineData("Version 2.0.1, floor 3, room 12.")]
    [InlineData("For 4 people at 20:00, table 7.")]
    public async Task SmallNumbersDatesAndTimes_AreNotLookedAt(string answer) => await AnswersAsync(NumberGuard.Block, answer, answer);

    [Theory]
    [InlineData("The haircut is 35 €.")]
    [InlineData("The haircut is €35.")]
    [InlineData("It is 8 € only.")]
    [InlineData("La coupe coûte 35.")]
    [InlineData("The price is 99.")]
    [InlineData("El corte cuesta 35 euros.")]
    [InlineData("Son 35 pesos.")]
    [InlineData("C'est 12,90.")]
    [InlineData("The bridal package is 1,243.50 EUR.")]
    [InlineData("Le forfait est à 2 500 €.")]
    [InlineData("You get 15% off.")]
    [InlineData("Une remise de 15 pour cent.")]
    [InlineData("Un descuento del 15 por ciento.")]
    [InlineData("Call +33 6 12 34 56 79.")]
    [InlineData("Appelez le 06 98 76 54 32.")]
    [InlineData("Llame al 612 345 679.")]
    [InlineData("Call 555-019-9235.")]
    [InlineData("IBAN: FR76 3000 6000 0112 3456 7890 188")]
    [InlineData("Your order is 48214.")]
    [InlineData("Your card is 4111 1111 1111 1111.")]
    [InlineData("From 30 to 60 €.")]
    [InlineData("Between 10–30 €.")]
    [InlineData("It costs 2 million dollars.")]
    [InlineData("Cuesta 45 mil pesos.")]
    [InlineData("٣٥ €")]
    public async Task Number_FromNowhere_IsNotSent(string answer)
    {
        await AnswersAsync(NumberGuard.Block, answer, Texts.NumberRefused);
    }

    [Theory]
    [InlineData("Haircut 30 € and colour 45,50 €: 75,50 € together.")]
    [InlineData("2 × 30 € = 60 €")]
    [InlineData("Pour 4 personnes : 120 €.")]
    [InlineData("75,50 €: 30 € + 45,50 €")]
    [InlineData("Colour 45,50 € less 20 %: 36,40 €. That saves 9,10 €.")]
    [InlineData("1234,50 € minus the deposit of 20 % (246,90 €) leaves 987,60 €.")]
    public async Task Number_ThatFollowsFromKnownOnes_IsSent(string answer) => await AnswersAsync(NumberGuard.Block, answer, answer, "how much for the 4 of us?");

    [Theory]
    [InlineData("Haircut 30 € and colour 45,50 €: 80 € together.")]
    [InlineData("For 3 people: 91 €.")]
    public async Task Number_ThatIsComputedWrongly_IsNotSent(string answer) => await AnswersAsync(NumberGuard.Block, answer, Texts.NumberRefused);

    [Fact]
    public async Task Number_OfATool_AFact_OrThePerson_IsSent()
    {
        _model.Calls(("1", "price", new { })).Says("The set is 1 499,90 €, delivery 12,00 €, in all sizes: 61, 72 and 83 €.")
            .Says("Yes, 77 € as you say, and the hotline is 0800 123 456.")
            .Says("As I said: 1499.90 EUR.");
        await using ConciergeTestHost bot = await StartAsync(NumberGuard.Block, s => s
            .Tool(() => """{"price":1499.9,"deliveryCents":1200,"sizes":[61,72,83]}""", "price", policy: TestAi.Read));

        await bot.SaysAsync("how much?").AnswersAsync("The set is 1 499,90 €, delivery 12,00 €, in all sizes: 61, 72 and 83 €.");
        await bot.SaysAsync("is it 77?").AnswersAsync("Yes, 77 € as you say, and the hotline is 0800 123 456.");
        await bot.SaysAsync("again?").AnswersAsync("As I said: 1499.90 EUR.");
    }

    [Fact]
    public async Task Replace_LeavesOutTheSentenceAlone()
    {
        await AnswersAsync(
            NumberGuard.Replace,
            "Gladly! The haircut is 30 €. The beard is 99 €. Shall I book it?\n- Cut: 30 €\n- Beard: 99 €\n- Nails: 77 €",
            $"Gladly! The haircut is 30 €. {Texts.NumberRemoved} Shall I book it?\n\n- Cut: 30 €\n- {Texts.NumberRemoved}\n- {Texts.NumberRemoved}");
    }

    [Theory]
    [InlineData(NumberGuard.Off, 0)]
    [InlineData(NumberGuard.Warn, 1)]
    public async Task Warn_SendsTheAnswerAndSaysSo_OffDoesNot(NumberGuard guard, int warnings)
    {
        var log = new RecordingLogger();
        _model.Says("The beard is 99 €.");
        await using ConciergeTestHost bot = await StartAsync(guard, more: c => c.Services.AddSingleton<ILoggerFactory>(log).AddSingleton(typeof(ILogger<>), typeof(Logger<>)));

        await bot.SaysAsync("beard?").AnswersAsync("The beard is 99 €.");

        log.Lines.Where(line => line.Text.Contains("stand in no source", StringComparison.Ordinal)).Should().HaveCount(warnings).And.NotContain(line => line.Text.Contains("99"));
        string decision = (await bot.Person().TranscriptAsync())[0].Decision!;
        decision.Contains("1 number(s) from no source", StringComparison.Ordinal).Should().Be(warnings > 0);
    }

    [Fact]
    public async Task Number_ThatWasHeldBack_IsNoSourceForTheNextAnswer()
    {
        _model.Says("The beard is 99 €.").Says("As I said, 99 €.");
        await using ConciergeTestHost bot = await StartAsync(NumberGuard.Block);

        await bot.SaysAsync("beard?").AnswersAsync(Texts.NumberRefused);
        await bot.SaysAsync("sorry?").AnswersAsync(Texts.NumberRefused);

        _model.Last.Text.Should().Contain(Texts.NumberRefused).And.NotContain("99");
    }

    [Fact]
    public async Task Block_InAHybridService_GivesTheConversationToAColleague()
    {
        _model.Says("The beard is 99 €.");
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.Services.AddSingleton<IChatClient>(_model);
            c.Configured("""{ "Concierge": { "Services": { "salon": { "processing": "hybrid", "description": "x", "triggers": { "keywords": [ "beard" ] }, "systemPrompt": "A salon.", "settings": { "guardNumbers": "block" } } } } }""").AddAi();
        });

        await bot.SaysAsync("beard?").AnswersAsync(Texts.HandedOff);

        (await bot.Person().DocumentAsync())!.Handling.Should().Be(Handling.Human);
    }

    [Fact]
    public async Task File_ThatOnlyTheModelCanRead_IsASourceThatNobodyCanCheck()
    {
        _model.Says("The receipt is over 99,90 €.");
        await using ConciergeTestHost bot = await StartAsync(NumberGuard.Block, s => s.Configure(o => o.Media.ModelReads.Add("image/*")));

        await bot.Person().SendsFileAsync(MediaKind.Image, new byte[] { 1, 2, 3 }, "image/png").AnswersAsync("The receipt is over 99,90 €.");
    }

    [Theory]
    [InlineData("9")]
    [InlineData("9 ")]
    [InlineData("12,34 € ")]
    [InlineData("7.")]
    [InlineData("(0")]
    [InlineData("FR76 ")]
    [InlineData("1-2 3-4 ")]
    public async Task Answer_FullOfNumbers_IsReadInTime(string piece)
    {
        _model.Says(string.Concat(Enumerable.Repeat(piece, 8000 / piece.Length)));
        await using ConciergeTestHost bot = await StartAsync(NumberGuard.Block);
        long started = TimeProvider.System.GetTimestamp();

        await bot.SaysAsync("hi 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20");

        TimeProvider.System.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    private async Task AnswersAsync(NumberGuard guard, string answer, string expected, string question = "hi")
    {
        _model.Says(answer);
        await using ConciergeTestHost bot = await StartAsync(guard);

        await bot.SaysAsync(question).AnswersAsync(expected);
    }

    private Task<ConciergeTestHost> StartAsync(NumberGuard guard, Action<AiServiceBuilder>? configure = null, Action<IConciergeBuilder>? more = null) => TestAi.StartAsync(
        _model,
        s =>
        {
            s.Prompt(Prompt).Configure(o => o.GuardNumbers = guard);
            configure?.Invoke(s);
        },
        c =>
        {
            c.Services.AddSingleton<IFactSource>(new Hotline());
            more?.Invoke(c);
        });

    private sealed class Hotline : IFactSource
    {
        public ValueTask<IReadOnlyList<Fact>> FindAsync(TurnContext turn) => ValueTask.FromResult<IReadOnlyList<Fact>>([new Fact("The hotline is 0800-123-456.") { IsTrusted = true }]);
    }
}
