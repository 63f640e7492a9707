using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Mcp.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("X", "", "*set either Command*or Endpoint*")]
    [InlineData("Endpoint", "http://tools.example.com/mcp", "*Concierge:Ai:Mcp:crm:Endpoint would send everything unencrypted*")]
    [InlineData("Endpoint", "ftp://tools.example.com", "*Endpoint is not an absolute https address*")]
    public void Setting_ThatIsWrong_KeepsTheHostFromStarting(string setting, string value, string message)
    {
        using ServiceProvider services = Build((setting, value));

        Action start = () => services.GetRequiredService<IStartupValidator>().Validate();

        start.Should().Throw<OptionsValidationException>().WithMessage(message);
    }

    [Fact]
    public async Task Section_IsRead_AndNothingIsStartedYet()
    {
        await using ServiceProvider services = Build(("Command", "concierge-no-such-program"), ("Effects:echo", "Read"), ("Tools:0", "echo"));

        services.GetRequiredService<IStartupValidator>().Validate();

        McpToolSource source = services.GetRequiredKeyedService<McpToolSource>("crm");
        source.Name.Should().Be("crm");
        services.GetServices<McpToolSource>().Should().ContainSingle().Which.Should().BeSameAs(source);
        services.GetRequiredService<IOptionsMonitor<McpOptions>>().Get("crm").Effects.Should().ContainKey("echo").WhoseValue.Should().Be(ToolEffect.Read);
    }

    private static ServiceProvider Build(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Concierge:Ai:Mcp:crm:{setting.Name}", (string?)setting.Value))).Build())
        .AddMcpTools("crm").AddMcpTools("crm")
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
