using System.Text;
using System.Text.Json;
using Concierge.Channels;
using Concierge.Events;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Forms;

/// <summary>Forms of kind <c>form</c>: from configuration, without code. (C1 C6)</summary>
public sealed class DefinedFormTests
{
    /// <summary>A salon's booking, as it stands in appsettings.json.</summary>
    internal const string Booking = """
        {
          "processing": "form",
          "displayName": { "fr": "Rendez-vous", "*": "Appointments" },
          "triggers": { "keywords": [ "book", "réserver", "reservar" ] },
          "artifactKinds": [ "appointment" ],
          "values": { "address": "3 Church Square" },
          "prompts": {
            "welcome": { "fr": "Bienvenue {name}.", "es": "Hola {name}.", "*": "Welcome {name}." },
            "goodbye": { "fr": "Tant pis, {name}.", "*": "Too bad, {name}." }
          },
          "form": {
            "country": "FR",
            "fields": [
              { "name": "cut", "prompt": { "fr": "Quelle coupe ?", "es": "¿Qué corte?", "*": "Which cut at {address}?" },
                "label": { "fr": "Coupe", "*": "Cut" },
                "choices": [
                  { "value": "hair", "title": { "fr": "Coupe", "es": "Corte", "*": "Haircut" }, "synonyms": [ "trim", "coupe de cheveux" ] },
                  { "value": "beard", "title": { "fr": "Barbe", "es": "Barba", "*": "Beard" } } ] },
              { "name": "day", "type": "date", "notInPast": true, "prompt": { "fr": "Quel jour ?", "*": "Which day?" }, "label": { "fr": "Jour", "*": "Day" },
                "quickReplies": [ { "fr": "Demain", "es": "Mañana", "*": "Tomorrow" } ] },
              { "name": "time", "type": "time", "min": "09:00", "max": "19:00", "prompt": { "fr": "À quelle heure ?", "*": "At what time?" }, "label": { "fr": "Heure", "*": "Time" } },
              { "name": "people", "type": "integer", "min": 1, "max": 4, "units": [ "people", "personnes" ], "prompt": { "fr": "Combien ?", "*": "How many?" }, "label": { "fr": "Personnes", "*": "People" } },
              { "name": "cardNumber", "pattern": "[0-9]{4}", "hint": "Four digits, please, {name}.", "optional": true }
            ],
            "texts": { "completed": { "fr": "À bientôt, {name} : {address}.", "*": "See you, {name}: {address}." }, "corrected": "Now {values}." }
          }
        }
        """;

    [Fact]
    public async Task Form_FromConfiguration_IsFilledInAndBecomesAnArtifact()
    {
        var events = new RecordingSubscriber();
        await using ConciergeTestHost bot = await StartAsync(Booking, c => c.Services.AddSingleton<IEventSubscriber>(events));

        (await bot.SaysAsync("I want to book").AnswersAsync("Welcome Ann.", "Which cut at 3 Church Square?")).Choices.Select(choice => choice.Title).Should().Equal("Haircut", "Beard");
        await bot.Person().TapsAsync("Beard").AnswersAsync("Which day?");
        await bot.Person().TapsAsync("Tomorrow").AnswersAsync("At what time?");
        await bot.RestartAsync();
        await bot.SaysAsync("8").AnswersAsync("The earliest possible is 09:00.\nAt what time?");
        await bot.SaysAsync("half past ten, 2 people").AnswersWithAsync("Card number?");
        await bot.SaysAsync("12").AnswersAsync("Four digits, please, Ann.\nCard number?");
        await bot.SaysAsync("1234").AnswersAsync("To sum up:\n• Cut: Beard\n• Day: Thursday 7 May 2026\n• Time: 10:30\n• People: 2\n• Card number: 1234\nIs this right?");
        await bot.SaysAsync("no, three people").AnswersWithAsync("Now People: 3.");
        await bot.SaysAsync("yes").AnswersAsync("See you, Ann: 3 Church Square.");

        JsonElement artifact = (await ArtifactsAsync(bot)).Should().ContainSingle().Subject;
        artifact.GetProperty("kind").GetString().Should().Be("appointment");
        artifact.GetProperty("service").GetString().Should().Be("booking");
        artifact.GetProperty("data").GetRawText().Should().Be("""{"cut":"beard","day":"2026-05-07","time":"10:30","people":3,"cardNumber":"1234"}""");
        events.Heard.Select(heard => heard.Type).Should().Equal("session.started", "artifact.created", "session.completed");
        ServiceSession session = (await bot.Person().DocumentAsync())!.Session!;
        session.Should().BeEquivalentTo(new { Service = "booking", State = SessionState.Completed, Reason = (string?)null });
        session.Metadata["artifact"].Should().Be(artifact.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("Bonjour, je voudrais réserver une coupe demain à 10h pour 2 personnes", "C'est noté : Coupe : Coupe, Jour : jeudi 7 mai 2026, Heure : 10h00, Personnes : 2.")]
    [InlineData("Hola, quiero reservar un corte para mañana a las diez, 2 people", "Anotado: Cut: Corte, Day: jueves 7 de mayo de 2026, Time: 10:00, People: 2.")]
    public async Task Sentence_InTheLanguagesOfTheDefinition_FillsTheForm(string sentence, string noted)
    {
        await using ConciergeTestHost bot = await StartAsync(Booking);

        await bot.SaysAsync(sentence).AnswersWithAsync(noted);
    }

    [Fact]
    public async Task Cancelled_SaysGoodbyeAndLeavesNothing()
    {
        await using ConciergeTestHost bot = await StartAsync(Booking);
        await bot.SaysAsync("réserver une coupe").AnswersWithAsync("Quel jour ?");

        await bot.SaysAsync("annuler").AnswersAsync("Tant pis, Ann.");

        (await ArtifactsAsync(bot)).Should().BeEmpty();
        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        document.Session.Should().BeEquivalentTo(new { State = SessionState.Completed, Reason = "cancelled" });
        document.State.Should().NotContainKey("form.booking");
        document.ActiveService.Should().BeNull();
    }

    [Fact]
    public async Task Placeholders_InWhatThePersonWrote_AreNotFilledIn()
    {
        await using ConciergeTestHost bot = await StartAsync(Booking.Replace("""[ "trim", """, """[ "{address}", """, StringComparison.Ordinal));
        await bot.SaysAsync("book {address}").AnswersWithAsync("Which day?");

        await using ConciergeTestHost other = await StartAsync("""
            { "processing": "form", "triggers": { "keywords": [ "write" ] }, "values": { "secret": "42" }, "form": { "fields": [ { "name": "words" }, { "name": "more", "optional": true } ] } }
            """);
        await other.SaysAsync("write");
        await other.SaysAsync("{secret} {values}").AnswersWithAsync("More?");
        await other.SaysAsync("skip").AnswersAsync("To sum up:\n• Words: {secret} {values}\nIs this right?");
    }

    [Fact]
    public async Task Form_NotTouched_ExpiresAfterItsOwnTime()
    {
        await using ConciergeTestHost bot = await StartAsync(Booking
            .Replace("\"country\": \"FR\",", "\"country\": \"FR\", \"expiryNotice\": \"Your booking at {address} is closed.\",", StringComparison.Ordinal)
            .Replace("\"artifactKinds\"", "\"idleTimeout\": \"02:00:00\", \"artifactKinds\"", StringComparison.Ordinal));
        await bot.SaysAsync("book a beard");

        await bot.AdvanceAsync(TimeSpan.FromHours(3));

        bot.Person().HeardTexts.Should().EndWith("Your booking at 3 Church Square is closed.");
        (await bot.Person().DocumentAsync())!.State.Should().NotContainKey("form.booking");
    }

    [Fact]
    public async Task Form_WithoutTimeOfItsOwn_IsThereAfterSixDays()
    {
        await using ConciergeTestHost bot = await StartAsync(Booking);
        await bot.SaysAsync("book a beard");

        await bot.AdvanceAsync(TimeSpan.FromDays(6));

        await bot.SaysAsync("12 may").AnswersAsync("At what time?");
        await bot.AdvanceAsync(TimeSpan.FromDays(8));
        await bot.SaysAsync("10:30").AnswersAsync("10:30");
    }

    [Fact]
    public async Task WithoutConfirmationAndPerson_CompletesWithTheLastAnswerAndOffersNobody()
    {
        await using ConciergeTestHost bot = await StartAsync("""
            { "processing": "form", "triggers": { "keywords": [ "rate" ] },
              "form": { "cancelWords": [ "basta" ], "withoutConfirmation": true, "withoutPerson": true, "maxTries": 2, "fields": [ { "name": "again", "type": "yesNo", "prompt": "Would you come again?" }, { "name": "tip", "type": "money" } ] } }
            """);

        await bot.SaysAsync("rate").AnswersAsync("Would you come again?");
        await bot.SaysAsync("basta").AnswersAsync("All right, that is cancelled.");
        await bot.SaysAsync("rate").AnswersAsync("Would you come again?");
        await bot.SaysAsync("purple");
        (await bot.SaysAsync("purple")).Choices.Select(choice => choice.Title).Should().Equal("Try again", "Cancel");
        await bot.SaysAsync("yes").AnswersAsync("Tip?");
        await bot.SaysAsync("3,50").AnswersAsync("Thank you, that is done.");

        (await ArtifactsAsync(bot)).Should().ContainSingle().Which.GetProperty("data").GetRawText().Should().Be("""{"again":true,"tip":{"amount":3.50,"currency":"EUR"}}""");
    }

    [Fact]
    public async Task Pattern_ThatIsSlow_DoesNotHoldTheTurn()
    {
        await using ConciergeTestHost bot = await StartAsync("""
            { "processing": "form", "triggers": { "keywords": [ "write" ] }, "form": { "fields": [ { "name": "words", "maxLength": 1000, "pattern": ".*a.{900}.*b.{50}", "hint": "Not that." } ] } }
            """);
        await bot.SaysAsync("write");

        await bot.SaysAsync(string.Concat(Enumerable.Range(0, 990).Select(i => "ab"[i * 7919 % 13 % 2]))).AnswersAsync("Not that.\nWords?");
    }

    [Fact]
    public async Task Interruptions_OfAnotherService_AreAnsweredAndTheFormComesBack()
    {
        await using ConciergeTestHost bot = await StartAsync(
            Booking.Replace("\"country\": \"FR\",", "\"interruptions\": \"letOthersAnswer\",", StringComparison.Ordinal),
            c => c.AddService("hours", s => s.Keywords("hours").Answer("9 to 7.")));
        await bot.SaysAsync("book a beard").AnswersWithAsync("Which day?");

        await bot.SaysAsync("what are your hours?").AnswersAsync("9 to 7.", "Which day?");
        await bot.SaysAsync("12 may").AnswersAsync("At what time?");
    }

    [Fact]
    public async Task Colleague_HandsBack_FormGoesOnWithoutWelcome()
    {
        await using ConciergeTestHost bot = await StartAsync(Booking);
        await bot.SaysAsync("book a beard").AnswersWithAsync("Welcome Ann.");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));
        await bot.SaysAsync("agent").AnswersWithAsync("A person will answer you here.");
        await bot.Colleague().HandsBackAsync(bot.Person());

        await bot.SaysAsync("12 may").AnswersAsync("At what time?");
    }

    [Fact]
    public async Task Handler_ThatTheFormNames_GetsTheFieldsAndAnswers()
    {
        var given = new List<string>();
        await using ConciergeTestHost bot = await StartAsync(
            Booking.Replace("\"country\": \"FR\",", "\"handler\": \"diary\",", StringComparison.Ordinal),
            c => c.AddFormHandler("diary", (turn, data) =>
            {
                given.Add(data.GetRawText());
                turn.Reply($"In the diary for {data.GetProperty("day").GetString()}.");
                return ValueTask.CompletedTask;
            }));
        await bot.SaysAsync("book a trim 12 may at 10:30 for 2 people");
        await bot.SaysAsync("skip");

        await bot.SaysAsync("yes").AnswersAsync("In the diary for 2026-05-12.");

        given.Should().Equal("""{"cut":"hair","day":"2026-05-12","time":"10:30","people":2}""");
        (await ArtifactsAsync(bot)).Should().ContainSingle();
    }

    [Fact]
    public async Task Configuration_InThePlaceOfAFormOfTheCode_IsTheFormThatIsAsked()
    {
        await using ConciergeTestHost bot = await StartAsync(Booking, c => c.AddForm<Booking>("booking", form => form.Service(s => s.Keywords("book"))));

        await bot.SaysAsync("book").AnswersWithAsync("Which cut at 3 Church Square?");
        await bot.SaysAsync("beard").AnswersAsync("Which day?");
        await bot.Colleague().TakesOverAsync(bot.Person());

        (await bot.Person().DocumentAsync())!.ActiveService.Should().Be("booking");
    }

    [Fact]
    public async Task Code_ThatLeadsToTheForm_IsNoAnswer()
    {
        await using ConciergeTestHost bot = await StartAsync("""
            { "processing": "form", "triggers": { "keywords": [ "book" ] }, "intrinsicId": { "name": "club", "values": [ "Ann Lee" ] },
              "form": { "fields": [ { "name": "day", "type": "date" }, { "name": "who", "type": "name" } ] } }
            """);
        await bot.SaysAsync("book for 12 may").AnswersAsync("Please write your code.");

        await bot.SaysAsync("Ann Lee").AnswersAsync("Noted: Day: Tuesday 12 May 2026.\nWho?");
    }

    [Theory]
    [InlineData("""{ }""", "form.fields is missing")]
    [InlineData("""{ "fields": [] }""", "form.fields is missing")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "feilds": 1 }""", "feilds")]
    [InlineData("""{ "fields": [ { "name": "a", "lable": "x" } ] }""", "lable")]
    [InlineData("""{ "fields": [ { "name": "1a" } ] }""", "form.fields[0] (1a): name must be a letter")]
    [InlineData("""{ "fields": [ { "name": "a" }, { "name": "A" } ] }""", "form.fields[1] (A): another field has this name, or one that differs by case only.")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "dat" } ] }""", "form.fields[0] (a): type is 'dat', which a form cannot ask for. Known: choice, date, email, integer, money, name, number, phone, text, time, yesNo.")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "choice" } ] }""", "choices is missing")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "date", "choices": [ { "value": "x" } ] } ] }""", "choices are for the type choice; its type is date. Use quickReplies")]
    [InlineData("""{ "fields": [ { "name": "a", "choices": [ { "value": "x" }, { "value": "x" } ] } ] }""", "choices: two have the value 'x'.")]
    [InlineData("""{ "fields": [ { "name": "a", "choices": [ { "title": "x" } ] } ] }""", "choices: each has a value")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "date", "min": "1.5.2026" } ] }""", "min is '1.5.2026', which is not a date as in 2026-05-31.")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "time", "max": "9" } ] }""", "max is '9', which is not a time as in 09:00.")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "integer", "min": 1.5 } ] }""", "min is '1.5', which is not a whole number.")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "number", "min": 3, "max": 2 } ] }""", "min (3) is greater than max (2).")]
    [InlineData("""{ "fields": [ { "name": "a", "min": 3 } ] }""", "min and max are for numbers, amounts, dates and times; its type is text.")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "date", "maxLength": 3 } ] }""", "minLength and maxLength are for texts and names")]
    [InlineData("""{ "fields": [ { "name": "a", "minLength": 600 } ] }""", "minLength is greater than maxLength")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "email", "pattern": "x" } ] }""", "pattern is for texts and names; its type is email.")]
    [InlineData("""{ "fields": [ { "name": "a", "pattern": "(a)\\1" } ] }""", "pattern is not a regular expression without look-around and back references")]
    [InlineData("""{ "fields": [ { "name": "a", "pattern": "(" } ] }""", "pattern is not a regular expression")]
    [InlineData("""{ "fields": [ { "name": "a", "notInPast": true } ] }""", "notInPast and notInFuture are for dates; its type is text.")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "date", "notInPast": true, "notInFuture": true } ] }""", "leave today alone")]
    [InlineData("""{ "fields": [ { "name": "a", "units": [ "kg" ] } ] }""", "units are for numbers")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "date", "quickReplies": [ "Someday" ] } ] }""", "quickReplies: 'Someday' is not what the field takes.")]
    [InlineData("""{ "fields": [ { "name": "a", "prompt": "What, {nobody}?" } ] }""", "form.fields[0] (a): prompt (*) has the placeholder {nobody}")]
    [InlineData("""{ "fields": [ { "name": "a", "prompt": "" } ] }""", "prompt is empty")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "texts": { "goodby": "x" } }""", "form.texts.goodby: a form says nothing of that name. Known: ask, cancel, cancelled,")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "texts": { "tooSmall": "At least {max}" } }""", "form.texts.tooSmall (*) has the placeholder {max}")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "maxTries": 0 }""", "form.maxTries must be 1 to 20.")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "cancelWords": [ "" ] }""", "form.cancelWords has an empty one")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "timeZone": "Moon" }""", "form.timeZone is 'Moon'")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "country": "Atlantis" }""", "form.country is 'Atlantis'")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "currency": "euro" }""", "form.currency must be three letters")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "interruptions": "perhaps" }""", "interruptions")]
    [InlineData("""{ "fields": [ { "name": "a" } ], "handler": "nobody" }""", "form.handler is 'nobody', and there is none of that name. Register it with AddFormHandler")]
    public async Task Form_ThatIsWrong_KeepsTheHostFromStartingAndSaysWhy(string form, string message)
    {
        Func<Task> start = () => StartAsync($$"""{ "processing": "form", "form": {{form}} }""");

        (await start.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain(message);
    }

    [Fact]
    public async Task Form_OfAnotherKindOfService_IsRefused()
    {
        Func<Task> start = () => StartAsync("""{ "processing": "human", "form": { "fields": [ { "name": "a" } ] } }""");

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*form says what a service with processing 'form' asks; its processing is 'human'.*");
    }

    [Theory]
    [InlineData("""{ "fields": null }""")]
    [InlineData("""{ "fields": [ { } ] }""")]
    [InlineData("""{ "fields": [ null ], "texts": { "done": null, "completed": null } }""")]
    [InlineData("""{ "fields": [ { "name": null, "type": null, "prompt": null, "choices": [ null ], "quickReplies": [ null ], "units": [ null ], "alsoCalled": [ null ] } ] }""")]
    [InlineData("""{ "fields": [ { "name": "a", "choices": [ { "value": "a", "title": null, "synonyms": [ null ] } ], "quickReplies": null, "units": null } ] }""")]
    [InlineData("""{ "fields": [ { "name": "a", "quickReplies": [ null ] } ], "interruptions": 7 }""")]
    [InlineData("""{ "fields": [ { "name": "a", "type": "integer", "min": 99999999999999999999999999999999999999 } ] }""")]
    public async Task Save_WithOddMembers_IsRefusedWithReasons(string form)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        ServiceChange change = await Catalogue(bot).SaveAsync(Read($$"""{ "name": "odd", "processing": "form", "form": {{form}} }"""));

        change.Status.Should().Be(ServiceChangeStatus.Invalid);
        change.Problems.Should().NotBeEmpty();
    }

    [Fact]
    public void Definition_WrittenAndRead_IsTheSame()
    {
        ServiceDefinition definition = Read(Booking);

        ConciergeJson.ReadDefinition(ConciergeJson.Write(definition)).Should().BeEquivalentTo(definition);
        definition.Form!.Fields[3].Min.Should().Be("1");
        definition.Form.Fields[0].Choices[1].Synonyms.Should().BeEmpty();
    }

    internal static ServiceDefinition Read(string json) => ConciergeJson.ReadDefinition(Encoding.UTF8.GetBytes(json));

    internal static IServiceCatalogue Catalogue(ConciergeTestHost bot) => bot.Services.GetRequiredService<IServiceCatalogue>();

    internal static async Task<IReadOnlyList<JsonElement>> ArtifactsAsync(ConciergeTestHost bot)
    {
        IReadOnlyList<StoredRecord> records = await bot.Services.GetRequiredService<IRecordStore>().ListAsync("artifacts", string.Empty, null, 100, CancellationToken.None);
        return [.. records.Select(record => JsonDocument.Parse(record.Content).RootElement.Clone())];
    }

    private static Task<ConciergeTestHost> StartAsync(string definition, Action<IConciergeBuilder>? add = null) => ConciergeTestHost.StartAsync(
        c =>
        {
            c.Configured($$"""{ "Concierge": { "Services": { "booking": {{definition}} } } }""").AddEcho();
            add?.Invoke(c);
        },
        SalonBot.Now);
}
