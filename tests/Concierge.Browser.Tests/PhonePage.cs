using Microsoft.Playwright;

namespace Concierge.Browser.Tests;

/// <summary>The phone's page in a real browser.</summary>
internal sealed class PhonePage : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private PhonePage(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
        page.PageError += (_, error) => Errors.Add(error);
    }

    public IPage Page { get; }

    public List<string> Errors { get; } = [];

    public ILocator Answers => Page.Locator("article.theirs");

    public static async Task<PhonePage> OpenAsync(Uri address, int width = 1000, int height = 900)
    {
        // The package's own Node need not be there; the system's does as well.
        if (Environment.GetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH") is null && File.Exists("/usr/bin/node"))
        {
            Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", "/usr/bin/node");
        }

        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        page.SetDefaultTimeout(60_000);
        var phone = new PhonePage(playwright, browser, page);
        await page.GotoAsync(new Uri(address, "/emulator").ToString());
        await phone.OnlineAsync();
        return phone;
    }

    public Task OnlineAsync() => Page.Locator("#presence", new PageLocatorOptions { HasText = "online" }).WaitForAsync();

    /// <summary>Picks a provider.</summary>
    public Task PickAsync(string provider) => Page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = provider }).ClickAsync();

    public async Task TypeAsync(string text)
    {
        await Page.GetByLabel("Message", new PageGetByLabelOptions { Exact = true }).FillAsync(text);
        await Page.GetByLabel("Send", new PageGetByLabelOptions { Exact = true }).ClickAsync();
    }

    public Task TapAsync(string title) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = title, Exact = true }).Last.ClickAsync();

    /// <summary>Opens the last list and taps one of its rows.</summary>
    public async Task PickRowAsync(string title)
    {
        await Page.Locator("article.theirs button[aria-haspopup=dialog]").Last.ClickAsync();
        await Page.Locator("#sheet button", new PageLocatorOptions { HasText = title }).ClickAsync();
    }

    public Task SeeAsync(string selector, string text) => Page.Locator(selector, new PageLocatorOptions { HasText = text }).Last.WaitForAsync();

    /// <summary>Keeps a picture when a folder for it is given in <c>CONCIERGE_SCREENSHOTS</c>.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("CONCIERGE_SCREENSHOTS") is { } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
