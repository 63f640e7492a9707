using Concierge.Channels;
using Concierge.Forms;
using Concierge.Testing;

namespace Concierge.Tests.Forms;

/// <summary>A form of the store that changes while somebody fills it in: what still fits is kept, nothing that was not asked is taken as confirmed.</summary>
public sealed class StoredFormTests
{
    private static readonly ServiceDefinition First = DefinedFormTests.Read("""
        {
          "name": "order", "processing": "form", "triggers": { "keywords": [ "order" ] },
          "form": { "fields": [
            { "name": "product", "choices": [ { "value": "bread" }, { "value": "cake" }, { "value": "tart" } ] },
            { "name": "count", "type": "integer", "units": [ "pieces" ] },
            { "name": "colour", "prompt": "Which colour?" },
            { "name": "note", "optional": true, "prompt": "Anything else?" } ] }
        }
        """);

    [Fact]
    public async Task Saved_HoldsAtOnce_AndABadOneIsRefusedWithTheReason()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        await bot.SaysAsync("order").AnswersAsync("Product?");

        ServiceChange refused = await SaveAsync(bot, Change(f => f[1] with { Type = "numbr" }, 1), saved.Version);

        refused.Status.Should().Be(ServiceChangeStatus.Invalid);
        refused.Problems.Should().ContainSingle().Which.Should().StartWith("form.fields[1] (count): type is 'numbr'");
        await bot.SaysAsync("bread").AnswersAsync("Count?");
        await bot.SaysAsync("3").AnswersAsync("Which colour?");
    }

    [Fact]
    public async Task FieldsAddedAndTakenAway_AnswersToTheOthersStay()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        await bot.SaysAsync("order 3 pieces of bread").AnswersWithAsync("Which colour?");

        await SaveAsync(bot, With([First.Form!.Fields[0], First.Form.Fields[1], new FormFieldDefinition { Name = "day", Type = "date" }]), saved.Version);

        await bot.SaysAsync("red").AnswersAsync("Day?");
        await bot.SaysAsync("tomorrow").AnswersAsync("To sum up:\n• Product: bread\n• Count: 3\n• Day: Thursday 7 May 2026\nIs this right?");
        await bot.SaysAsync("yes").AnswersAsync("Thank you, that is done.");
        (await DefinedFormTests.ArtifactsAsync(bot)).Should().ContainSingle().Which.GetProperty("data").GetRawText().Should().Be("""{"product":"bread","count":3,"day":"2026-05-07"}""");
    }

    [Fact]
    public async Task Choice_ThatIsNoLongerOffered_IsAskedAgain()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        await bot.SaysAsync("order 3 pieces of cake").AnswersWithAsync("Which colour?");

        await SaveAsync(bot, Change(f => f[0] with { Choices = [new FormChoice("bread", "bread"), new FormChoice("tart", "tart")] }, 0), saved.Version);

        await bot.SaysAsync("red").AnswersAsync("Product?");
        await bot.SaysAsync("tart").AnswersAsync("Anything else?");
    }

    [Fact]
    public async Task SkippedField_ThatIsNowNeeded_IsAsked()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        await FillAsync(bot);

        await SaveAsync(bot, Change(f => f[3] with { Optional = false }, 3), saved.Version);

        await bot.SaysAsync("yes").AnswersWithAsync("Anything else?");
        await bot.SaysAsync("quickly please").AnswersWithAsync("Is this right?");
        await bot.SaysAsync("yes").AnswersAsync("Thank you, that is done.");
    }

    [Fact]
    public async Task Summary_OfTheOldForm_IsNotTheConfirmationOfTheNewOne()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        await FillAsync(bot);

        await SaveAsync(bot, With([.. First.Form!.Fields.Where(field => field.Name != "colour")]), saved.Version);

        await bot.Person().TapsAsync("Confirm").AnswersAsync("That button is no longer valid.\nTo sum up:\n• Product: bread\n• Count: 3\nIs this right?");
        await bot.Person().TapsAsync("Confirm").AnswersAsync("Thank you, that is done.");
    }

    [Fact]
    public async Task Range_ThatLeavesAnAnswerOut_IsToldBeforeTheFormCompletes()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        await FillAsync(bot);

        await SaveAsync(bot, Change(f => f[1] with { Max = "2" }, 1), saved.Version);

        await bot.SaysAsync("yes").AnswersAsync("The most possible is 2.\nCount?");
        await bot.SaysAsync("2").AnswersWithAsync("• Count: 2");
    }

    [Fact]
    public async Task Words_ThatChange_LeaveTheButtonsOfTheQuestionValid()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        await bot.SaysAsync("order");

        await SaveAsync(bot, Change(f => f[1] with { Prompt = "How many, please?" }, 1), saved.Version);

        await bot.Person().TapsAsync("cake").AnswersAsync("How many, please?");
    }

    [Fact]
    public async Task SwitchedOff_EndsTheVisit_AndSwitchedOnAgain_GoesOnWhereItStopped()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        TestPerson ann = bot.Person();
        await ann.SaysAsync("order 3 pieces of bread").AnswersWithAsync("Which colour?");

        saved = await SaveAsync(bot, First with { IsActive = false }, saved.Version);

        await ann.SaysAsync("red").AnswersAsync("red");
        (await ann.TranscriptAsync()).Select(line => line.Session).Last(change => change is not null)
            .Should().BeEquivalentTo(new { State = SessionState.Expired, Reason = "the service was switched off" });
        (await ann.DocumentAsync())!.ActiveService.Should().BeNull();

        await SaveAsync(bot, First, saved.Version);
        await ann.SaysAsync("order").AnswersAsync("Let us go on where we stopped.\nWhich colour?");
        await ann.SaysAsync("red").AnswersAsync("Anything else?");
    }

    [Fact]
    public async Task SwitchedOff_WhatWasFilledInIsForgottenInTime_AndItsButtonsAreOver()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        ServiceChange other = await SaveAsync(bot, First with { Name = "other", Triggers = ServiceTriggers.None });
        TestPerson ann = bot.Person();
        await ann.SaysAsync("order");
        Choice bread = ann.Heard.OfType<ChoiceMessage>().Single().Choices[0];
        await DefinedFormTests.Catalogue(bot).RemoveAsync("order", saved.Version);
        await ann.SaysAsync("bread").AnswersAsync("bread");

        await ann.SendsAsync(new ChoiceBody(bread.Id, bread.Title)).AnswersAsync("That button is no longer valid.");
        (await ann.DocumentAsync())!.State.Should().ContainKey("form.order");
        await bot.AdvanceAsync(TimeSpan.FromDays(8));

        (await ann.DocumentAsync())!.State.Should().NotContainKey("form.order");
        bot.Failures.Should().BeEmpty();
        other.Status.Should().Be(ServiceChangeStatus.Saved);
    }

    [Fact]
    public async Task Turn_ThatBegan_IsNotDisturbedByOtherPeoplesChanges()
    {
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange saved = await SaveAsync(bot, First);
        await bot.Person("Ann").SaysAsync("order").AnswersAsync("Product?");

        await SaveAsync(bot, With([new FormFieldDefinition { Name = "size", Prompt = "Which size?" }]), saved.Version);

        await bot.Person("Bo").SaysAsync("order").AnswersAsync("Which size?");
        await bot.Person("Ann").SaysAsync("bread").AnswersAsync("Which size?");
        await bot.Person("Ann").SaysAsync("large").AnswersWithAsync("• Size: large");
    }

    private static async Task FillAsync(ConciergeTestHost bot)
    {
        await bot.SaysAsync("order 3 pieces of bread").AnswersWithAsync("Which colour?");
        await bot.SaysAsync("red").AnswersAsync("Anything else?");
        await bot.SaysAsync("skip").AnswersWithAsync("Is this right?");
    }

    private static ServiceDefinition With(IReadOnlyList<FormFieldDefinition> fields) => First with { Form = First.Form! with { Fields = fields } };

    private static ServiceDefinition Change(Func<IReadOnlyList<FormFieldDefinition>, FormFieldDefinition> change, int index)
    {
        FormFieldDefinition[] fields = [.. First.Form!.Fields];
        fields[index] = change(fields);
        return With(fields);
    }

    private static async Task<ServiceChange> SaveAsync(ConciergeTestHost bot, ServiceDefinition definition, long version = 0) =>
        await DefinedFormTests.Catalogue(bot).SaveAsync(definition with { Version = version });

    private static Task<ConciergeTestHost> StartAsync() => ConciergeTestHost.StartAsync(c => c.AddEcho(), SalonBot.Now);
}
