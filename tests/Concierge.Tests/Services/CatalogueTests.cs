using System.Text;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Services;

public sealed class CatalogueTests
{
    [Fact]
    public async Task Configuration_DefinesServices_OverThoseOfTheCode()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .Configured("""
                { "Concierge": { "Services": {
                    "hours": { "processing": "answer", "triggers": { "keywords": [ "hours", "open" ] }, "values": { "to": "7" },
                               "prompts": { "answer": { "*": "Open till {to}.", "fr": "Ouvert jusqu'à {to} h." } } },
                    "person": { "processing": "human", "triggers": { "keywords": [ "agent" ] }, "prompts": { "transfer": "One moment, {name}." } },
                    "off": { "processing": "answer", "active": "False", "triggers": { "keywords": [ "off" ], "default": true }, "prompts": { "answer": "off" } } } } }
                """)
            .AddService("hours", s => s.Keywords("hours").Answer("Open till 6.")));

        await bot.SaysAsync("hours?").AnswersAsync("Open till 7.");
        (await bot.SaysAsync("off")).Choices.Select(choice => choice.Id).Should().Equal("service:hours", "service:person");
        await bot.SaysAsync("agent").AnswersAsync("One moment, Ann.");
        Catalogue(bot).Entries.Select(entry => (entry.Definition.Name, entry.Source, entry.Definition.IsActive)).Should().Equal(
            ("hours", ServiceSource.Configuration, true), ("off", ServiceSource.Configuration, false), ("person", ServiceSource.Configuration, true));
    }

    [Theory]
    [InlineData("""{ "x": { "processing": "answer", "prompts": { "answer": "a" }, "triger": "x" } }""", "*Concierge:Services:x is not a service:*triger*")]
    [InlineData("""{ "x": { "processing": "answer" } }""", "*Concierge:Services:x is not valid:*prompts.answer is missing*")]
    [InlineData("""{ "x": { "processing": "magic" } }""", "*processing is 'magic'*Known: answer, code, form, human, hybrid*")]
    [InlineData("""{ "x": { "processing": "code" } }""", "*no code is registered under 'x'*")]
    [InlineData("""{ "x": { "processing": "hybrid" } }""", "*nothing brings one*")]
    [InlineData("""{ "x": { "processing": "human", "requiredRole": "king" } }""", "*$.requiredRole*")]
    [InlineData("""{ "x": { "processing": "human", "prompts": { "transfer": "Hello {nobody}" } } }""", "*prompts.transfer (?) has the placeholder {nobody}*")]
    [InlineData("""{ "x": { "processing": "human", "intrinsicId": { "pattern": "(a)\\1" } } }""", "*intrinsicId.pattern is not a regular expression*")]
    [InlineData("""{ "x": { "processing": "human", "intrinsicId": { "maxAttempts": 3 } } }""", "*needs values, a pattern or a validator*")]
    [InlineData("""{ "x": { "processing": "human", "intrinsicId": { "validator": "none" } } }""", "*Concierge:IdValidators:none:Url*")]
    [InlineData("""{ "x y": { "processing": "human" } }""", "*name must be*")]
    [InlineData("""{ "x": { "processing": "human", "triggers": { "default": true } } }""", "*'echo' is the default already*")]
    public async Task Configuration_ThatIsWrong_KeepsTheHostFromStartingAndSaysWhy(string services, string message)
    {
        Func<Task> start = () => ConciergeTestHost.StartAsync(c => c.AddEcho().Configured($$"""{ "Concierge": { "Services": {{services}} } }"""));

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage(message);
    }

    [Fact]
    public async Task Code_WithTwoServicesOfOneName_DoesNotStart()
    {
        Func<Task> start = () => ConciergeTestHost.StartAsync(c => c.AddEcho().AddEcho());

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("Two services have the name 'echo'*");
    }

    [Fact]
    public async Task StoredDefinition_ChangesWhileAConversationRuns()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        IServiceCatalogue catalogue = Catalogue(bot);
        await bot.SaysAsync("price").AnswersAsync("price");

        ServiceChange created = await catalogue.SaveAsync(Answer("price", "10 €"));
        await bot.SaysAsync("price").AnswersAsync("10 €");
        ServiceChange changed = await catalogue.SaveAsync(Answer("price", "12 €") with { Version = created.Version });
        await bot.SaysAsync("price").AnswersAsync("12 €");
        ServiceChange off = await catalogue.SaveAsync(Answer("price", "12 €") with { Version = changed.Version, IsActive = false });
        await bot.SaysAsync("price").AnswersAsync("price");
        (await catalogue.RemoveAsync("price", off.Version)).Status.Should().Be(ServiceChangeStatus.Saved);

        new[] { created, changed, off }.Should().OnlyContain(change => change.Status == ServiceChangeStatus.Saved && change.Version > 0);
        catalogue.Entries.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Source = ServiceSource.Code, Problems = Array.Empty<string>() });
        await bot.RestartAsync();
        await bot.SaysAsync("price").AnswersAsync("price");
    }

    [Fact]
    public async Task StoredDefinition_SwitchedOffDuringAVisit_EndsTheVisit()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("chat", s => s.Keywords("chat").Hold(ServiceHold.Exclusive), turn =>
        {
            turn.Reply($"chat: {turn.Text}");
            return ValueTask.CompletedTask;
        }).AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("chat");
        await ann.SaysAsync("more").AnswersAsync("chat: more");

        ServiceDefinition current = Catalogue(bot).Entries[0].Definition;
        await Catalogue(bot).SaveAsync(current with { IsActive = false });

        await ann.SaysAsync("more").AnswersAsync("more");
        (await ann.TranscriptAsync()).Select(line => line.Session).Last(change => change is not null)
            .Should().BeEquivalentTo(new { State = SessionState.Expired, Reason = "the service was switched off" });
        (await ann.DocumentAsync())!.ActiveService.Should().BeNull();
    }

    [Fact]
    public async Task Save_OfABadDefinition_IsRefusedWithReasons_AndTheOldOneStays()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        ServiceChange saved = await Catalogue(bot).SaveAsync(Answer("price", "10 €"));

        ServiceChange refused = await Catalogue(bot).SaveAsync(Answer("price", "{euros}") with { Version = saved.Version, Processing = "answre" });

        refused.Status.Should().Be(ServiceChangeStatus.Invalid);
        refused.Version.Should().Be(saved.Version);
        refused.Problems.Should().HaveCount(2).And.Contain(problem => problem.StartsWith("prompts.answer (*) has the placeholder {euros}", StringComparison.Ordinal));
        await bot.SaysAsync("price").AnswersAsync("10 €");
    }

    [Fact]
    public async Task Save_WithAnotherVersion_IsAConflict()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        ServiceChange saved = await Catalogue(bot).SaveAsync(Answer("price", "10 €"));

        (await Catalogue(bot).SaveAsync(Answer("price", "11 €"))).Should().BeEquivalentTo(new { Status = ServiceChangeStatus.Conflict, saved.Version });
        (await Catalogue(bot).RemoveAsync("price", saved.Version + 1)).Status.Should().Be(ServiceChangeStatus.Conflict);
        (await Catalogue(bot).RemoveAsync("other", 1)).Status.Should().Be(ServiceChangeStatus.NotFound);
        await bot.SaysAsync("price").AnswersAsync("10 €");
    }

    [Fact]
    public async Task AnotherNodesChange_IsSeenAfterTwoSeconds()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("price").AnswersAsync("price");

        await WriteAsync(bot, "price", ConciergeJson.Write(Answer("price", "10 €")));
        await bot.SaysAsync("price").AnswersAsync("price");
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));
        await bot.SaysAsync("price").AnswersAsync("10 €");
    }

    [Theory]
    [InlineData("""{ "processing": "answer", "prompts": { "answer": "a" }, "new": "member of a later version" }""")]
    [InlineData("""{ "processing": "ai" }""")]
    [InlineData("not json")]
    public async Task AnotherNodesBadDefinition_DoesNotHold_AndTheOldOneStays(string json)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await Catalogue(bot).SaveAsync(Answer("price", "10 €"));
        await bot.SaysAsync("price").AnswersAsync("10 €");

        await WriteAsync(bot, "price", Encoding.UTF8.GetBytes(json));
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));

        await bot.SaysAsync("price").AnswersAsync("10 €");
        Catalogue(bot).Entries.Should().ContainSingle(entry => entry.Definition.Name == "price").Which.Problems.Should().NotBeEmpty();
    }

    [Fact]
    public async Task StoredDefinition_ThatIsOfNoUse_IsListedWithItsProblems()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        await WriteAsync(bot, "price", "[]"u8.ToArray());
        await bot.RestartAsync();

        await bot.SaysAsync("price").AnswersAsync("price");
        CatalogueEntry entry = Catalogue(bot).Entries.Single(entry => entry.Definition.Name == "price");
        entry.Definition.IsActive.Should().BeFalse();
        entry.Problems.Should().ContainSingle();
    }

    [Theory]
    [InlineData("""{ "processing": "human", "triggers": { "keywords": [ null, "!" ], "choices": [ null ] } }""", 3)]
    [InlineData("""{ "processing": "human", "triggers": { "choices": [ "a", "a" ] } }""", 0)]
    [InlineData("""{ "processing": "human", "intrinsicId": { "values": [ null ], "maxAttempts": 0, "lockout": "00:00:00", "rememberFor": "-1" } }""", 4)]
    [InlineData("""{ "processing": "human", "values": { "a": null, "name": "x" }, "idleTimeout": "00:00:00", "artifactKinds": [ null ] }""", 4)]
    [InlineData("""{ "processing": "human", "triggers": null, "prompts": null, "values": null, "settings": null, "artifactKinds": null }""", 0)]
    [InlineData("""{ "processing": "answer", "prompts": { "answer": "a {b } {" } }""", 1)]
    [InlineData("""{ "processing": "human", "triggers": { "intrinsicId": true } }""", 1)]
    [InlineData("""{ "processing": "human", "triggers": { "intrinsicId": true }, "intrinsicId": { "values": [ "x" ] } }""", 1)]
    public async Task Save_WithOddMembers_SaysWhatIsWrongWithEach(string json, int problems)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        ServiceChange change = await Catalogue(bot).SaveAsync(ConciergeJson.ReadDefinition(Encoding.UTF8.GetBytes(json)) with { Name = "odd" });

        change.Problems.Should().HaveCount(problems);
        change.Status.Should().Be(problems == 0 ? ServiceChangeStatus.Saved : ServiceChangeStatus.Invalid);
    }

    [Fact]
    public async Task SavedCodes_AreHashesThatStillOpen()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        ServiceDefinition secret = Answer("secret", "in") with { IntrinsicId = new IntrinsicIdRule { Values = ["Sésame 7", "other"] } };

        ServiceChange saved = await Catalogue(bot).SaveAsync(secret);
        ServiceDefinition stored = Catalogue(bot).Entries.Single(entry => entry.Definition.Name == "secret").Definition;
        await Catalogue(bot).SaveAsync(stored with { Version = saved.Version, Description = "changed" });

        Encoding.UTF8.GetString(ConciergeJson.Write(stored)).Should().NotContainEquivalentOf("same").And.NotContain("other");
        await bot.SaysAsync("secret").AnswersAsync("Please write your code.");
        await bot.SaysAsync("sesame8").AnswersAsync("That code is not right. Attempts left: 2.");
        await bot.SaysAsync("SESAME-7").AnswersAsync("in");
    }

    [Fact]
    public void Definition_WrittenAndRead_IsTheSame()
    {
        ServiceDefinition definition = Answer("x", "a") with
        {
            IsActive = false,
            RequiredRole = ServiceRole.Admin,
            Hold = ServiceHold.Exclusive,
            IdleTimeout = TimeSpan.FromMinutes(5),
            DisplayName = new LocalizedText(new Dictionary<string, string> { ["fr"] = "Prix", ["*"] = "Price" }),
            IntrinsicId = new IntrinsicIdRule { Pattern = "[0-9]+", MaxAttempts = 2, Lockout = TimeSpan.FromHours(1) },
            Settings = new Dictionary<string, string> { ["form"] = "booking" },
        };

        ConciergeJson.ReadDefinition(ConciergeJson.Write(definition)).Should().BeEquivalentTo(definition);
        ConciergeJson.ReadDefinition("{}"u8).Should().BeEquivalentTo(new ServiceDefinition());
    }

    [Fact]
    public void LocalizedText_ForALanguage_TakesTheNearest()
    {
        new LocalizedText(new Dictionary<string, string> { ["fr"] = "a", ["pt-BR"] = "b", ["*"] = "c" })
            .Should().Match<LocalizedText>(text => text.For("fr-CA", null) == "a" && text.For("pt-BR", null) == "b" && text.For("pt", "fr") == "c" && text.For(null, "fr") == "a" && text.For(null, null) == "c");
    }

    [Fact]
    public async Task PersonsName_WithPlaceholders_IsNotReadAgain()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("a", s => s.Default().Answer("Hi {name}, {{really}}.")));

        await bot.Person("{service}\u0007 x").SaysAsync("hi").AnswersAsync("Hi {service} x, {really}.");
    }

    private static ServiceDefinition Answer(string name, string text) => new()
    {
        Name = name,
        Processing = ServiceKinds.Answer,
        Triggers = new ServiceTriggers { Keywords = [name] },
        Prompts = new ServicePrompts { Answer = text },
    };

    private static IServiceCatalogue Catalogue(ConciergeTestHost bot) => bot.Services.GetRequiredService<IServiceCatalogue>();

    /// <summary>As another process writes it.</summary>
    private static async Task WriteAsync(ConciergeTestHost bot, string name, byte[] json) =>
        (await bot.Services.GetRequiredService<IRecordStore>().SaveAsync(
            [new RecordWrite("services", name, json), new RecordWrite("catalogue", "services", "{}"u8.ToArray())], CancellationToken.None)).Should().BeTrue();
}
