using Microsoft.Playwright;

namespace Concierge.Browser.Tests;

public sealed class ProviderTests
{
    [Fact]
    public async Task Phone_PickingEachProvider_GetsItsAnswersAndTicksInAChatOfItsOwn()
    {
        await using var host = new SampleProcess("Quickstart");
        await host.StartAsync();
        await using PhonePage phone = await PhonePage.OpenAsync(host.Address);

        await TalkAsync(phone, "Meta", "read", hasButtons: true);
        await TalkAsync(phone, "Twilio", "read", hasButtons: true);
        await TalkAsync(phone, "WAHA", "read", hasButtons: false);
        await TalkAsync(phone, "Chatwoot", "delivered", hasButtons: true);

        await phone.PickAsync("Meta");
        (await phone.Page.Locator("article").CountAsync()).Should().Be(4);
        await phone.Page.GetByLabel("Settings", new PageGetByLabelOptions { Exact = true }).First.ClickAsync();
        await phone.SeeAsync("#fault-line", "Meta");
        await phone.PictureAsync("settings");
        await phone.Page.GetByLabel("Close settings").ClickAsync();
        await phone.Page.ReloadAsync();
        await phone.OnlineAsync();
        (await phone.Page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = "Meta" }).GetAttributeAsync("aria-selected")).Should().Be("true", "the choice is remembered");
        phone.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task HelpDesk_ColleagueTakesOverRepliesNotesAndGivesBack_TheBotIsSilentInBetween()
    {
        await using var host = new SampleProcess("Quickstart") { Channels = "chatwoot" };
        await host.StartAsync();
        await using PhonePage phone = await PhonePage.OpenAsync(host.Address, 1100);

        (await phone.Page.GetByRole(AriaRole.Tab).CountAsync()).Should().Be(0, "with one provider there is nothing to choose");
        await phone.TypeAsync("Hi there");
        await phone.SeeAsync("article.theirs", "What can I do for you?");
        await phone.Page.GetByLabel("Show the provider's help desk").ClickAsync();
        await phone.SeeAsync("#helpdesk-state", "Bot");
        await phone.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Take over", Exact = true }).ClickAsync();
        await phone.SeeAsync("#helpdesk-state", "with Sam");

        await phone.Page.GetByLabel("Write at the help desk").FillAsync("A regular, be nice");
        await phone.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Note", Exact = true }).ClickAsync();
        await phone.SeeAsync("#helpdesk-lines .note", "A regular, be nice");
        await phone.TypeAsync("What are your hours?");
        await phone.Page.Locator("article.mine[data-status=delivered]").Nth(1).WaitForAsync();
        await phone.Page.GetByLabel("Write at the help desk").FillAsync("Sam here, we close at six");
        await phone.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send", Exact = true }).Last.ClickAsync();
        await phone.SeeAsync("article.theirs", "Sam here, we close at six");
        await phone.PictureAsync("helpdesk");

        await phone.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Back to the bot", Exact = true }).ClickAsync();
        await phone.SeeAsync("#helpdesk-state", "Bot");
        await phone.TypeAsync("Are you open?");
        await phone.SeeAsync("article.theirs", "We are open");
        (await phone.Page.Locator("article.theirs", new PageLocatorOptions { HasText = "We are open" }).CountAsync()).Should().Be(1, "the bot was silent while Sam had the conversation");
        (await phone.Page.Locator("article", new PageLocatorOptions { HasText = "A regular" }).CountAsync()).Should().Be(0, "notes stay at the desk");
        phone.Errors.Should().BeEmpty();
    }

    private static async Task TalkAsync(PhonePage phone, string provider, string lastTick, bool hasButtons)
    {
        await phone.PickAsync(provider);
        await phone.SeeAsync(".empty", provider);
        await phone.TypeAsync("Hi there");
        await phone.SeeAsync("article.theirs", "What can I do for you?");
        if (hasButtons)
        {
            await phone.TapAsync("Opening hours");
        }
        else
        {
            await phone.SeeAsync("article.theirs", "1. Opening hours");
            await phone.TypeAsync("1");
        }

        await phone.SeeAsync("article.theirs", "We are open");
        await phone.Page.Locator("article.theirs[data-status=read]").Nth(1).WaitForAsync();
        await phone.Page.Locator($"article.mine[data-status={lastTick}]").Nth(1).WaitForAsync();
        await phone.PictureAsync(provider.ToLowerInvariant());
    }
}
