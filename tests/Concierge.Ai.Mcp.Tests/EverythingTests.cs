using Microsoft.Extensions.AI;

namespace Concierge.Ai.Mcp.Tests;

/// <summary>What a model gets from a real server, the same over both transports.</summary>
public abstract class EverythingTests(McpToolSource source)
{
    protected McpToolSource Source { get; } = source;

    [Fact]
    public async Task Tools_ArePrefixed_Ordered_AndDescribed()
    {
        IReadOnlyList<AITool> tools = await Source.GetToolsAsync();

        tools.Should().HaveCountGreaterThan(10);
        tools.Select(tool => tool.Name).Should().OnlyContain(name => name.StartsWith("all_")).And.BeInAscendingOrder(StringComparer.Ordinal);
        AIFunction echo = await Source.ToolAsync("all_echo");
        echo.Description.Should().NotBeEmpty();
        echo.JsonSchema.GetProperty("properties").TryGetProperty("message", out _).Should().BeTrue();
        (await Source.GetToolsAsync()).Should().BeSameAs(tools, "they are remembered");
    }

    [Theory]
    [InlineData("all_echo", "Read")]
    [InlineData("all_get-sum", "Write")]
    [InlineData("all_toggle-simulated-logging", "Write")]
    [InlineData("all_gzip-file-as-resource", "Outbound")]
    public async Task Effect_IsTheHostsWord_RaisedByTheServersHints(string tool, string effect) =>
        (await Source.ToolAsync(tool)).AdditionalProperties[McpToolSource.EffectProperty].Should().Be(effect);

    [Fact]
    public async Task Results_OfEveryShape_AreText()
    {
        (await Source.CallAsync("all_echo", ("message", "bonjour 👋"))).Should().Be("Echo: bonjour 👋");
        (await Source.CallAsync("all_get-sum", ("a", 2), ("b", 40))).Should().Be("The sum of 2 and 40 is 42.");
        (await Source.CallAsync("all_get-structured-content", ("location", "New York"))).Should().BeOfType<string>().Which.Should().Contain("\"temperature\":");
        (await Source.CallAsync("all_get-tiny-image")).Should().BeOfType<string>().Which.Should().MatchRegex(@"\[image/png, \d+ bytes, not shown\]");
        (await Source.CallAsync("all_get-resource-links", ("count", 2))).Should().BeOfType<string>().Which.Should().Contain("demo://");
    }

    [Fact]
    public async Task Error_ThatTheServerReports_IsAFailedResult()
    {
        object? result = await Source.CallAsync("all_get-resource-reference", ("resourceType", "Text"), ("resourceId", -1));
        object? invalid = await Source.CallAsync("all_get-sum", ("a", "many"));

        FunctionResultContent failed = result.Should().BeOfType<FunctionResultContent>().Subject;
        failed.Exception.Should().BeOfType<McpToolException>().Which.MayHaveHappened.Should().BeFalse();
        failed.Result.Should().BeOfType<string>().Which.Should().Contain("resourceId");
        failed.Exception!.Message.Should().NotContain("resourceId", "what the server says is not for logs");
        invalid.Should().BeOfType<FunctionResultContent>().Which.Exception.Should().NotBeNull();
    }

    [Fact]
    public async Task ManyCalls_AtOnce_GetTheirOwnResults()
    {
        AIFunction sum = await Source.ToolAsync("all_get-sum");

        object?[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => await sum.InvokeAsync(new AIFunctionArguments { ["a"] = i, ["b"] = 1 })));

        results.Should().Equal(Enumerable.Range(0, 20).Select(i => $"The sum of {i} and 1 is {i + 1}."));
    }

    [Fact]
    public async Task Cancellation_ByTheCaller_IsCancellation()
    {
        AIFunction slow = await Source.ToolAsync("all_trigger-long-running-operation");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Func<Task> call = async () => await slow.InvokeAsync(new AIFunctionArguments { ["duration"] = 20, ["steps"] = 2 }, stop.Token);

        await call.Should().ThrowAsync<OperationCanceledException>();
        (await Source.CallAsync("all_echo", ("message", "still there"))).Should().Be("Echo: still there");
    }

    protected static McpOptions Options() => new()
    {
        Effects = { ["echo"] = ToolEffect.Read, ["toggle-simulated-logging"] = ToolEffect.Read, ["gzip-file-as-resource"] = ToolEffect.Read },
    };
}
