using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Mcp.Tests;

/// <summary>Servers that see too much, say too much, hang, die or are not there.</summary>
public sealed class TroubleTests(EverythingServer server) : IClassFixture<EverythingServer>
{
    [Fact]
    public async Task Process_SeesOnlyTheListedEnvironment()
    {
        Environment.SetEnvironmentVariable("CONCIERGE_TEST_SECRET", "planted");
        Environment.SetEnvironmentVariable("CONCIERGE_TEST_LISTED", "listed");
        await using var source = new McpToolSource("all", Stdio(options =>
        {
            options.InheritEnvironment = ["CONCIERGE_TEST_LISTED"];
            options.Environment["GIVEN"] = "given";
        }));

        string seen = (string)(await source.CallAsync("all_get-env"))!;

        using JsonDocument environment = JsonDocument.Parse(seen);
        environment.RootElement.GetProperty("GIVEN").GetString().Should().Be("given");
        environment.RootElement.GetProperty("CONCIERGE_TEST_LISTED").GetString().Should().Be("listed");
        seen.Should().NotContain("planted").And.NotContain("DOTNET_");
    }

    [Fact]
    public async Task Result_ThatIsTooLong_IsCutAndSaysSo()
    {
        await using var source = new McpToolSource("all", Stdio(options => options.MaxResultLength = 100));

        string result = (string)(await source.CallAsync("all_echo", ("message", new string('x', 93) + "👋👋👋👋👋")))!;

        result.Should().StartWith("Echo: xxx").And.EndWith("\n[10 more characters were cut off.]");
        result.Should().NotContain("\ud83d[", "no emoji is cut in two");
    }

    [Fact]
    public async Task Tools_AreOnlyThoseAllowed()
    {
        await using var listed = new McpToolSource("a", Stdio(options =>
        {
            options.Tools = ["echo", "get-sum"];
            options.Prefix = "crm";
            options.MaxDescriptionLength = 5;
        }));
        await using var few = new McpToolSource("b", Stdio(options => options.MaxTools = 3));

        IReadOnlyList<AITool> tools = await listed.GetToolsAsync();

        tools.Select(tool => tool.Name).Should().Equal("crm_echo", "crm_get-sum");
        tools[0].Description.Should().Contain("cut off");
        (await few.GetToolsAsync()).Should().HaveCount(3);
    }

    [Fact]
    public async Task Call_ThatHangs_EndsInTime_AndTheServerLivesOn()
    {
        await using var source = new McpToolSource("all", Stdio(options => options.CallTimeout = TimeSpan.FromSeconds(2)));

        Func<Task> call = () => source.CallAsync("all_trigger-long-running-operation", ("duration", 20), ("steps", 2));

        McpToolException exception = (await call.Should().ThrowAsync<McpToolException>()).Which;
        exception.MayHaveHappened.Should().BeTrue();
        exception.Message.Should().Contain("Concierge:Ai:Mcp:all:CallTimeout");
        (await source.CallAsync("all_echo", ("message", "hi"))).Should().Be("Echo: hi");
    }

    [Fact]
    public async Task Process_ThatDies_IsStartedAgain()
    {
        string pidFile = Path.GetTempFileName();
        await using var source = new McpToolSource("all", Stdio(options =>
        {
            options.Arguments = ["--require", Path.Combine(AppContext.BaseDirectory, "tell-pid.cjs"), server.Script];
            options.Environment["PID_FILE"] = pidFile;
        }));
        await source.CallAsync("all_echo", ("message", "one"));
        int first = int.Parse(await File.ReadAllTextAsync(pidFile), CultureInfo.InvariantCulture);

        using (Process process = Process.GetProcessById(first))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        IReadOnlyList<AITool> known = await source.GetToolsAsync();
        object? result = null;
        await Calls.UntilAsync(async () =>
        {
            try
            {
                result = await source.CallAsync("all_echo", ("message", "two"));
                return true;
            }
            catch (McpToolException exception) when (exception.MayHaveHappened)
            {
                // Nobody had noticed yet that it is dead, and a tool that nobody declared harmless is not repeated.
                return false;
            }
        });

        known.Should().NotBeEmpty();
        result.Should().Be("Echo: two");
        int.Parse(await File.ReadAllTextAsync(pidFile), CultureInfo.InvariantCulture).Should().NotBe(first);
        File.Delete(pidFile);
    }

    [Fact]
    public async Task Http_ServerThatIsReplaced_IsFoundAgain_AndAReadIsRepeated()
    {
        HttpServerProcess first = await HttpServerProcess.StartAsync(server.Script);
        await using var source = new McpToolSource("all", new McpOptions { Endpoint = first.Endpoint, Effects = { ["echo"] = ToolEffect.Read }, RetryPause = TimeSpan.Zero });
        await source.CallAsync("all_echo", ("message", "one"));
        first.Dispose();

        Func<Task> meanwhile = () => source.CallAsync("all_echo", ("message", "nobody there"));
        await meanwhile.Should().ThrowAsync<Exception>();
        (await source.GetToolsAsync()).Should().NotBeEmpty("what is known stays known");
        using HttpServerProcess second = await HttpServerProcess.StartAsync(server.Script, first.Port);

        (await source.CallAsync("all_echo", ("message", "two"))).Should().Be("Echo: two");
    }

    [Fact]
    public async Task Http_SessionThatTheServerForgot_IsOpenedAgain_ForAReadAtOnce()
    {
        HttpServerProcess first = await HttpServerProcess.StartAsync(server.Script);
        await using var source = new McpToolSource("all", new McpOptions { Endpoint = first.Endpoint, Effects = { ["echo"] = ToolEffect.Read }, RetryPause = TimeSpan.Zero });
        await source.CallAsync("all_echo", ("message", "one"));
        first.Dispose();
        using HttpServerProcess second = await HttpServerProcess.StartAsync(server.Script, first.Port);

        (await source.CallAsync("all_echo", ("message", "two"))).Should().Be("Echo: two");
    }

    [Fact]
    public async Task OldList_IsRefreshed_WithoutMakingAnybodyWait()
    {
        await using var source = new McpToolSource("all", Stdio(options => options.RefreshAfter = TimeSpan.FromMilliseconds(1)));
        IReadOnlyList<AITool> first = await source.GetToolsAsync();

        await Calls.UntilAsync(async () => !ReferenceEquals(await source.GetToolsAsync(), first));

        (await source.GetToolsAsync()).Select(tool => tool.Name).Should().Equal(first.Select(tool => tool.Name));
    }

    [Fact]
    public async Task Program_ThatIsNotThere_IsNamedWithItsSetting_AndLeftAlone()
    {
        await using var source = new McpToolSource("crm", new McpOptions { Command = "concierge-no-such-program", RetryPause = TimeSpan.FromHours(1) });

        Func<Task> get = async () => await source.GetToolsAsync();

        McpUnavailableException first = (await get.Should().ThrowAsync<McpUnavailableException>()).Which;
        first.Message.Should().Contain("'crm'").And.Contain("Concierge:Ai:Mcp:crm:Command");
        (await get.Should().ThrowAsync<McpUnavailableException>()).Which.Should().BeSameAs(first);
    }

    [Fact]
    public async Task Program_ThatSaysNothing_IsGivenUpInTime()
    {
        await using var source = new McpToolSource("mute", new McpOptions { Command = "node", Arguments = ["-e", "setInterval(() => {}, 1000)"], ConnectTimeout = TimeSpan.FromMilliseconds(500) });

        Func<Task> get = async () => await source.GetToolsAsync();

        (await get.Should().ThrowAsync<McpUnavailableException>()).WithMessage("*could not be started*");
    }

    private McpOptions Stdio(Action<McpOptions> change)
    {
        var options = new McpOptions { Command = "node", Arguments = [server.Script] };
        change(options);
        return options;
    }
}
