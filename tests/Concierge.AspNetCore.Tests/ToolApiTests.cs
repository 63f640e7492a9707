using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Concierge.Ai;
using Concierge.Testing.Ai;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.AspNetCore.Tests;

/// <summary>Tools and approvals over HTTP, with a web service that is really called and a store that is really restarted.</summary>
public sealed class ToolApiTests : IAsyncDisposable
{
    private const string Secret = "s3cret";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.db");
    private readonly ScriptedChatClient _model = new();
    private CodeService? _shop;

    public async ValueTask DisposeAsync()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        foreach (string file in Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(_file)}*"))
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Action_Registered_SurvivesARestartIsCalledAndShowsNoSecret()
    {
        _shop = await CodeService.StartAsync();
        var seen = new StringBuilder();
        JsonElement answer;
        await using (TestHost host = await StartAsync())
        {
            (HttpStatusCode status, answer) = await SendAsync(host, seen, HttpMethod.Put, "tools/check_code", Definition());
            status.Should().Be(HttpStatusCode.OK, "{0}", answer);
            (status, answer) = await SendAsync(host, seen, HttpMethod.Put, "services/codes", """{ "processing": "ai", "systemPrompt": "You check codes.", "triggers": { "keywords": [ "code" ] }, "settings": { "tools": "check_code" } }""");
            status.Should().Be(HttpStatusCode.OK, "{0}", answer);
        }

        _model.Calls("check_code", ("code", "right"), ("service", "asks")).Says("It is right.");
        await using TestHost again = await StartAsync();
        await again.PostAsync(TestHost.TextMessage("wamid.1", "is my code right?"));
        await again.UntilAsync(() => Task.FromResult(_model.Requests.Count == 2));

        _shop.Asked.Should().Equal("right");
        _model.Requests[1].AllText.Should().Contain("family 7", "the reference was resolved to the secret").And.NotContain(Secret);
        (_, JsonElement tool) = await SendAsync(again, seen, HttpMethod.Get, "tools/check_code");
        tool.GetProperty("kind").GetString().Should().Be("remote");
        tool.GetProperty("source").GetString().Should().Be("Store");
        tool.GetProperty("effect").GetString().Should().Be("Read");
        tool.GetProperty("policy").GetProperty("untrustedResult").GetBoolean().Should().BeTrue();
        tool.GetProperty("services").EnumerateArray().Select(service => service.GetString()).Should().Equal("codes");
        tool.GetProperty("definition").GetProperty("headers").GetProperty("Authorization").GetString().Should().Be("Bearer {secret:Shop:Key}");
        await SendAsync(again, seen, HttpMethod.Get, "tools");
        seen.ToString().Should().NotContain(Secret);
    }

    [Fact]
    public async Task Action_ReplacedSwitchedAndRemoved_ByItsVersion()
    {
        _shop = await CodeService.StartAsync();
        await using TestHost host = await StartAsync();
        (_, JsonElement created) = await SendAsync(host, null, HttpMethod.Put, "tools/check_code", Definition());
        long version = created.GetProperty("version").GetInt64();

        (HttpStatusCode status, JsonElement answer) = await SendAsync(host, null, HttpMethod.Put, "tools/check_code", Definition());
        status.Should().Be(HttpStatusCode.Conflict);
        answer.GetProperty("version").GetInt64().Should().Be(version);
        (status, JsonElement changed) = await SendAsync(host, null, HttpMethod.Put, "tools/check_code", Definition(version, "Checks codes better."));
        status.Should().Be(HttpStatusCode.OK);
        (status, JsonElement off) = await SendAsync(host, null, HttpMethod.Post, "tools/check_code/off");
        status.Should().Be(HttpStatusCode.OK);
        off.GetProperty("version").GetInt64().Should().NotBe(changed.GetProperty("version").GetInt64());
        (_, JsonElement shown) = await SendAsync(host, null, HttpMethod.Get, "tools/check_code");
        shown.GetProperty("active").GetBoolean().Should().BeFalse();
        shown.GetProperty("description").GetString().Should().Be("Checks codes better.");

        (await SendAsync(host, null, HttpMethod.Delete, "tools/check_code")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await SendAsync(host, null, HttpMethod.Delete, $"tools/check_code?version={version}")).Status.Should().Be(HttpStatusCode.Conflict);
        (await SendAsync(host, null, HttpMethod.Delete, $"tools/check_code?version={off.GetProperty("version")}")).Status.Should().Be(HttpStatusCode.OK);
        (await SendAsync(host, null, HttpMethod.Get, "tools/check_code")).Status.Should().Be(HttpStatusCode.NotFound);
        (await SendAsync(host, null, HttpMethod.Post, "tools/check_code/on")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("[]", HttpStatusCode.BadRequest, "JSON object")]
    [InlineData("""{ "uri": "https://x.example" }""", HttpStatusCode.BadRequest, "Not a definition at $")]
    [InlineData("""{ "description": "d", "url": "https://x.example", "effect": "harmless-hunter2" }""", HttpStatusCode.BadRequest, "Not a definition at $.effect")]
    [InlineData("""{ "description": "d", "url": "https://x.example" }""", HttpStatusCode.UnprocessableEntity, "url leads to a host or port that this host does not allow")]
    [InlineData("""{ "description": "d", "url": "https://api.example/x", "headers": { "X-Api-Key": "hunter2" } }""", HttpStatusCode.UnprocessableEntity, "headers.X-Api-Key seems to hold a secret")]
    public async Task Action_ThatIsBad_IsRefusedWithTheReasonAndWithoutItsValues(string body, HttpStatusCode expected, string reason)
    {
        await using TestHost host = await StartAsync();

        (HttpStatusCode status, JsonElement answer) = await SendAsync(host, null, HttpMethod.Put, "tools/check_code", body);

        status.Should().Be(expected);
        answer.ToString().Should().Contain(reason).And.NotContain("hunter2");
        (await SendAsync(host, null, HttpMethod.Get, "tools/check_code")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task HostWithoutModels_HasNoToolsAndSaysWhy()
    {
        await using TestHost host = await TestHost.StartAsync(new() { ["Concierge:AdminApi:Key"] = TestHost.AdminKey });

        (await SendAsync(host, null, HttpMethod.Get, "tools")).Body.GetProperty("tools").GetArrayLength().Should().Be(0);
        (HttpStatusCode status, JsonElement answer) = await SendAsync(host, null, HttpMethod.Put, "tools/x", "{}");
        status.Should().Be(HttpStatusCode.NotImplemented);
        answer.GetProperty("detail").GetString().Should().Contain("AddAi()");
    }

    [Fact]
    public async Task Approval_IsListedAndDecided()
    {
        var done = new List<int>();
        _model.Calls("refund", ("euros", 40));
        await using TestHost host = await StartAsync(services => services.AddConcierge().AddAiService("money", s => s.Keywords("money").Prompt("You refund.").Tool(
            (int euros) =>
            {
                done.Add(euros);
                return "refunded";
            },
            "refund",
            policy: new ToolPolicy { OperatorApproval = true, Title = "Refund" })));
        await host.PostAsync(TestHost.TextMessage("wamid.1", "my money back"));
        await host.UntilAsync(async () => (await SendAsync(host, null, HttpMethod.Get, "approvals")).Body.GetProperty("approvals").GetArrayLength() == 1);

        JsonElement waiting = (await SendAsync(host, null, HttpMethod.Get, "approvals")).Body.GetProperty("approvals")[0];
        string id = waiting.GetProperty("conversation").GetString()!;
        waiting.GetProperty("tool").GetString().Should().Be("refund");
        waiting.GetProperty("title").GetString().Should().Be("Refund");
        waiting.GetProperty("service").GetString().Should().Be("money");
        waiting.GetProperty("arguments").GetProperty("euros").GetInt32().Should().Be(40);
        waiting.GetProperty("contact").GetString().Should().NotBeNullOrEmpty();
        (waiting.GetProperty("expiresAt").GetDateTimeOffset() - waiting.GetProperty("requestedAt").GetDateTimeOffset()).Should().BeCloseTo(TimeSpan.FromDays(1), TimeSpan.FromMinutes(1));
        (await SendAsync(host, null, HttpMethod.Get, $"conversations/{id}/approvals")).Body.GetProperty("approvals").GetArrayLength().Should().Be(1);

        (await SendAsync(host, null, HttpMethod.Post, $"conversations/{id}/decisions", $$"""{ "action": "{{waiting.GetProperty("action")}}", "decision": "approve", "by": "eve" }""")).Status.Should().Be(HttpStatusCode.Accepted);
        await host.UntilAsync(async () => (await SendAsync(host, null, HttpMethod.Get, "approvals")).Body.GetProperty("approvals").GetArrayLength() == 0);

        done.Should().Equal(40);
    }

    private Task<TestHost> StartAsync(Action<IServiceCollection>? more = null) => TestHost.StartAsync(
        new()
        {
            ["Concierge:AdminApi:Key"] = TestHost.AdminKey,
            ["Concierge:Ai:RuntimeActions:AllowedHosts:0"] = _shop is null ? "api.example" : new Uri(_shop.Address).Authority,
            ["Concierge:Ai:RuntimeActions:AllowedSecrets:0"] = "Shop:Key",
            ["Shop:Key"] = Secret,
        },
        services =>
        {
            services.AddSingleton<IChatClient>(_model);
            services.AddConcierge().UseSqlite($"Data Source={_file}").AddAi();
            more?.Invoke(services);
        });

    private string Definition(long version = 0, string description = "Checks a code.") => $$"""
        {
          "description": "{{description}}",
          "method": "POST",
          "effect": "Read",
          "url": "{{_shop!.Address}}",
          "headers": { "Authorization": "Bearer {secret:Shop:Key}" },
          "schema": { "type": "object", "properties": { "code": { "type": "string" }, "service": { "type": "string" } }, "required": [ "code" ] },
          "version": {{version}}
        }
        """;

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(TestHost host, StringBuilder? seen, HttpMethod method, string path, string? body = null)
    {
        HttpResponseMessage answer = await host.AdminAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));
        string text = await answer.Content.ReadAsStringAsync();
        seen?.Append(text);
        return (answer.StatusCode, JsonElement.Parse(text));
    }
}
