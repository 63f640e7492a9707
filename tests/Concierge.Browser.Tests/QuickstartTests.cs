using Microsoft.Playwright;

namespace Concierge.Browser.Tests;

public sealed class QuickstartTests
{
    [Fact]
    public async Task Phone_TypeTapAndHandOff_WorksAndSurvivesAKill()
    {
        await using var host = new SampleProcess("Quickstart");
        await host.StartAsync();
        await using PhonePage phone = await PhonePage.OpenAsync(host.Address);

        await phone.TypeAsync("Hi there");
        await phone.SeeAsync("article.theirs", "What can I do for you?");
        await phone.Page.Locator("article.mine[data-status=read]").First.WaitForAsync();
        await phone.Page.Locator("article.theirs[data-status=read]").First.WaitForAsync();

        await phone.TapAsync("Opening hours");
        await phone.SeeAsync("article.theirs", "We are open");
        await phone.PictureAsync("buttons");

        await phone.TypeAsync("agent please");
        await phone.SeeAsync("article.theirs", "A colleague will be with you");
        await phone.Page.GetByLabel("Show the operator's desk").ClickAsync();
        await phone.SeeAsync(".desk-list .badge", "Colleague");
        await phone.Page.GetByLabel("Reply as operator").FillAsync("Sam here, how can I help?");
        await phone.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Reply", Exact = true }).ClickAsync();
        await phone.SeeAsync("article.theirs", "Sam here, how can I help?");
        await phone.PictureAsync("operator");
        await phone.Page.GetByText("Hand back to the bot").ClickAsync();
        await phone.SeeAsync("#desk-state", "The bot answers");

        int before = await phone.Page.Locator("article").CountAsync();
        await host.KillAsync();
        await phone.SeeAsync("#presence", "reconnecting");
        await host.StartAsync();
        await phone.OnlineAsync();
        (await phone.Page.Locator("article").CountAsync()).Should().BeGreaterThanOrEqualTo(before);

        await phone.TypeAsync("What are your hours?");
        await phone.Page.Locator("article.theirs", new PageLocatorOptions { HasText = "We are open" }).Nth(1).WaitForAsync();
        phone.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Phone_OnASmallScreen_OrdersByListAndNumberWithoutOverflow()
    {
        await using var host = new SampleProcess("Quickstart");
        await host.StartAsync();
        await using PhonePage phone = await PhonePage.OpenAsync(host.Address, 390, 844);

        await phone.TypeAsync("I would like to order");
        await phone.TapAsync("☰ See what is fresh");
        await phone.Page.Locator("#sheet button", new PageLocatorOptions { HasText = "Croissant" }).ClickAsync();
        await phone.SeeAsync("article.theirs", "How many");
        await phone.TypeAsync("4");
        await phone.TapAsync("Yes, please");
        await phone.SeeAsync("article.theirs", "Done: 4 × Croissant");
        await phone.PictureAsync("small");

        (await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue();
        phone.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Phone_TextThatLooksLikeMarkup_IsShownAsText()
    {
        await using var host = new SampleProcess("Quickstart");
        await host.StartAsync();
        await using PhonePage phone = await PhonePage.OpenAsync(host.Address);

        await phone.TypeAsync("<img src=x onerror=alert(1)> *bold*");

        await phone.SeeAsync("article.mine", "<img src=x onerror=alert(1)> bold");
        (await phone.Page.Locator("article.mine img").CountAsync()).Should().Be(0);
        (await phone.Page.Locator("article.mine strong").TextContentAsync()).Should().Be("bold");
    }
}
