using Microsoft.Playwright;

namespace Concierge.Browser.Tests;

/// <summary>The bots of samples/Scenarios on the phone's page, by typing and tapping as a person does.</summary>
public sealed class ScenarioTests
{
    [Fact]
    public async Task Salon_BookingCorrectedAndConfirmed_ByTapping()
    {
        await using var host = new SampleProcess("Scenarios", "salon");
        await host.StartAsync();
        await using PhonePage phone = await PhonePage.OpenAsync(host.Address);

        await phone.TypeAsync("Hi, I'd like to book");
        await phone.SeeAsync("article.theirs", "Which treatment?");
        await phone.TapAsync("Haircut");
        await phone.SeeAsync("article.theirs", "Which day?");
        await phone.TypeAsync("next Tuesday at 10:30, my name is Ann Lee");
        await phone.SeeAsync("article.theirs", "Is this right?");
        await phone.PictureAsync("salon-summary");
        await phone.TapAsync("Change");
        await phone.SeeAsync("article.theirs", "What would you like to change?");
        await phone.PickRowAsync("Time");
        await phone.SeeAsync("article.theirs", "At what time");
        await phone.TypeAsync("quarter past eleven");
        await phone.SeeAsync("article.theirs", "Time: 11:15");
        await phone.TapAsync("Confirm");
        await phone.SeeAsync("article.theirs", "It is booked. See you, Ann Lee!");
        await phone.PictureAsync("salon-booked");

        await phone.TypeAsync("The last cut was awful, this is unacceptable!");
        await phone.SeeAsync("article.theirs", "I am sorry. A colleague takes care of it personally.");
        await phone.Page.GetByLabel("Show the operator's desk").ClickAsync();
        await phone.SeeAsync(".desk-list .badge", "Colleague");
        await phone.PictureAsync("salon-angry");
        phone.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Order_FourClarifications_AreTappedOnMetaAndNumberedOnWaha()
    {
        await using var host = new SampleProcess("Scenarios", "order");
        await host.StartAsync();
        await using PhonePage phone = await PhonePage.OpenAsync(host.Address, 390, 844);

        await phone.PickAsync("Meta");
        await phone.TypeAsync("I want to order a post");
        await phone.TapAsync("LinkedIn");
        await phone.TapAsync("Short");
        await phone.SeeAsync("article.theirs", "In which tone?");
        await phone.PickRowAsync("Funny");
        await phone.SeeAsync("article.theirs", "What is it about?");
        await phone.PictureAsync("order-buttons");
        await phone.TapAsync("Our team");
        await phone.SeeAsync("article.theirs", "Is this right?");
        await phone.TapAsync("Confirm");
        await phone.SeeAsync("article.theirs", "Ordered: a Short Funny post for LinkedIn about Our team.");
        await phone.PictureAsync("order-done");

        await phone.PickAsync("WAHA");
        await phone.TypeAsync("I want to order a post");
        await phone.SeeAsync("article.theirs", "3. Newsletter");
        await phone.TypeAsync("1");
        await phone.SeeAsync("article.theirs", "3. Long");
        await phone.TypeAsync("1");
        await phone.SeeAsync("article.theirs", "4. Formal");
        await phone.TypeAsync("3");
        await phone.SeeAsync("article.theirs", "3. Our team");
        await phone.TypeAsync("our new oven");
        await phone.SeeAsync("article.theirs", "Topic: our new oven");
        await phone.PictureAsync("order-numbers");
        await phone.TypeAsync("1");
        await phone.SeeAsync("article.theirs", "Ordered: a Short Funny post for LinkedIn about our new oven.");
        (await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue();
        phone.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Parish_ParentsCodeAndTicket_GoFromThePhoneToTheDesk()
    {
        await using var host = new SampleProcess("Scenarios", "parish");
        await host.StartAsync();
        await using PhonePage phone = await PhonePage.OpenAsync(host.Address);

        await phone.TypeAsync("Bonjour, la leçon 2 du catéchisme ?");
        await phone.SeeAsync("article.theirs", "Quel est le code des parents ?");
        await phone.TypeAsync("soleil");
        await phone.SeeAsync("article.theirs", "Leçon 2 : Abraham.");
        await phone.TypeAsync("Je voudrais parler à quelqu'un");
        await phone.SeeAsync("article.theirs", "C'est à quel sujet ?");
        await phone.TypeAsync("Un baptême en juin");
        await phone.SeeAsync("article.theirs", "Le secrétariat vous répond ici.");
        await phone.Page.GetByLabel("Show the operator's desk").ClickAsync();
        await phone.SeeAsync(".desk-list .badge", "Colleague");
        await phone.SeeAsync("#desk-summary", "Un baptême en juin");
        await phone.SeeAsync("#desk-lines .system", "catechisme: begun");
        await phone.SeeAsync("#desk-lines .system", "secretariat: handed over");
        (await phone.Page.Locator("#desk-lines li", new PageLocatorOptions { HasText = "[note]" }).CountAsync()).Should().Be(0, "every line says what it is");
        await phone.Page.GetByLabel("Reply as operator").FillAsync("Bonjour Ada, le 14 juin ?");
        await phone.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Reply", Exact = true }).ClickAsync();
        await phone.SeeAsync("article.theirs", "Bonjour Ada, le 14 juin ?");
        await phone.PictureAsync("parish");
        phone.Errors.Should().BeEmpty();
    }
}
