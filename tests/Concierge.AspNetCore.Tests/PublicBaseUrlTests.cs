namespace Concierge.AspNetCore.Tests;

public sealed class PublicBaseUrlTests
{
    [Theory]
    [InlineData("bot.example.com")]
    [InlineData("https://bot.example.com/path")]
    [InlineData("ftp://bot.example.com")]
    public async Task Start_WithAPublicBaseUrlThatIsNoOrigin_FailsAndNamesTheSetting(string setting)
    {
        Func<Task> start = () => TestHost.StartAsync(new() { ["Concierge:PublicBaseUrl"] = setting });

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("Concierge:PublicBaseUrl*");
    }
}
