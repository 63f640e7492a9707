using System.Text.Json;
using Concierge.Storage;
using Concierge.Testing.Ai;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Tests.Remote;

/// <summary>Web services that are registered while conversations run: who gets them, from when on, and what they may never be.</summary>
public sealed class RuntimeActionTests : IDisposable
{
    private const string Secret = "s3cret-that-stays-here";
    private const string Schema = """{"type":"object","properties":{"order":{"type":"string"}},"required":["order"]}""";

    private readonly ScriptedChatClient _model = new();
    private readonly ShopServer _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Action_OfAServiceThatNamesIt_HoldsFromTheNextTurnOn()
    {
        _model.Says("no tool yet").Calls("order_state", ("order", "A1")).Says("It is on its way.").Says("no tool any more");
        await using ConciergeTestHost bot = await StartAsync(s => s.UseTools("order_state"));
        await bot.SaysAsync("where is it?").AnswersAsync("no tool yet");

        ServiceChange saved = await SaveAsync(bot, Definition());
        saved.Should().BeEquivalentTo(new { Status = ServiceChangeStatus.Saved, Problems = Array.Empty<string>() });
        await bot.SaysAsync("and now?").AnswersAsync("It is on its way.");
        _shop.Asked.Should().Equal(("/orders/A1", $"Bearer {Secret}"));
        (await Tools(bot).RemoveAsync("order_state", saved.Version)).Status.Should().Be(ServiceChangeStatus.Invalid, "a service names it");
        await Tools(bot).SwitchAsync("order_state", isActive: false);
        await bot.SaysAsync("and now?").AnswersAsync("no tool any more");

        Offered(0).Should().BeEmpty();
        Offered(1).Should().Equal("order_state");
        Offered(3).Should().BeEmpty();
    }

    [Fact]
    public async Task RunningTurn_KeepsWhatItBeganWith()
    {
        ConciergeTestHost? host = null;
        _model.Calls("switch_off").Calls("order_state", ("order", "A1")).Says("done").Says("next");
        await using ConciergeTestHost bot = host = await StartAsync(s => s.UseTools("order_state").Tool(
            async () => (await Tools(host!).SwitchAsync("order_state", isActive: false)).Status.ToString(), "switch_off", policy: TestAi.Read));
        await SaveAsync(bot, Definition());

        await bot.SaysAsync("where is it?").AnswersAsync("done");
        await bot.SaysAsync("and now?").AnswersAsync("next");

        _shop.Asked.Should().ContainSingle("the turn had it when it began");
        Offered(2).Should().Contain("order_state");
        Offered(3).Should().Equal("switch_off");
    }

    [Fact]
    public async Task ServiceOfTheCode_ThatNamesNothing_DoesNotGetIt()
    {
        _model.Says("hello");
        await using ConciergeTestHost bot = await StartAsync();
        await SaveAsync(bot, Definition());

        await bot.SaysAsync("hello");

        Offered(0).Should().BeEmpty("nobody gets what somebody registers unless a service asks for it");
    }

    [Fact]
    public async Task OtherNode_HasTheChangeWithinTheStatedTime()
    {
        _model.Otherwise("hello");
        await using ConciergeTestHost first = await StartAsync(s => s.UseTools("order_state"));
        await using ConciergeTestHost second = await StartAsync(s => s.UseTools("order_state"), concierge => concierge.Services.Replace(
            ServiceDescriptor.Singleton(first.Services.GetRequiredService<IRecordStore>())));
        await second.SaysAsync("one");
        await SaveAsync(first, Definition());

        await second.AdvanceAsync(TimeSpan.FromSeconds(1));
        await second.SaysAsync("two");
        await second.AdvanceAsync(TimeSpan.FromSeconds(1));
        await second.SaysAsync("three");

        Offered(0).Should().BeEmpty();
        Offered(1).Should().BeEmpty();
        Offered(2).Should().Equal("order_state");
    }

    [Fact]
    public async Task DefinedService_NamesStoredActions_AndUnknownNamesAreRefused()
    {
        _model.Calls("order_state", ("order", "B2")).Says("On its way.");
        await using ConciergeTestHost bot = await StartAsync();
        var service = new ServiceDefinition
        {
            Name = "orders",
            Processing = ServiceKinds.Ai,
            SystemPrompt = "You know orders.",
            Triggers = new ServiceTriggers { Keywords = ["order"] },
            Settings = new Dictionary<string, string> { ["tools"] = "order_state" },
        };
        IServiceCatalogue services = bot.Services.GetRequiredService<IServiceCatalogue>();

        ServiceChange refused = await services.SaveAsync(service);
        refused.Status.Should().Be(ServiceChangeStatus.Invalid);
        refused.Problems.Should().ContainSingle().Which.Should().StartWith("settings.tools names 'order_state', and there is no such tool.");
        await SaveAsync(bot, Definition());
        (await services.SaveAsync(service)).Status.Should().Be(ServiceChangeStatus.Saved);
        await bot.RestartAsync();
        await bot.SaysAsync("my order").AnswersAsync("On its way.");

        _shop.Asked.Should().ContainSingle();
        ToolEntry entry = (await Tools(bot).ListAsync()).Single(tool => tool.Name == "order_state");
        entry.Should().BeEquivalentTo(new { Kind = "remote", Source = ServiceSource.Store, Effect = "Read", HasUntrustedResult = true, IsActive = true, Services = new[] { "orders" } });
        entry.Definition!.Value.GetRawText().Should().Contain("{secret:Shop:Key}").And.NotContain(Secret);
    }

    [Fact]
    public async Task Replaced_AfterTheQuestion_TheYesCountsForNothing()
    {
        _model.Calls("order_state", ("order", "A1"));
        await using ConciergeTestHost bot = await StartAsync(s => s.UseTools("order_state"));
        ServiceChange saved = await SaveAsync(bot, Definition(more: """, "confirm": "Always" """));
        await bot.SaysAsync("where is it?");
        await SaveAsync(bot, Definition(path: "elsewhere", more: $", \"confirm\": \"Always\", \"version\": {saved.Version}"));
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));

        await bot.Person().TapsAsync("Yes").AnswersAsync(new AiTexts().ConfirmationClosed);

        _shop.Asked.Should().BeEmpty("what the person said yes to is not there any more");
    }

    [Fact]
    public async Task Change_OfAnotherVersion_IsAConflictAndTheOldOneStays()
    {
        _model.Otherwise("hello");
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange first = await SaveAsync(bot, Definition());

        ServiceChange second = await SaveAsync(bot, Definition(path: "new"));

        second.Should().BeEquivalentTo(new { Status = ServiceChangeStatus.Conflict, first.Version });
        (await Tools(bot).ListAsync()).Single(tool => tool.Name == "order_state").Definition!.Value.GetProperty("url").GetString().Should().Contain("/orders/");
        (await Tools(bot).RemoveAsync("order_state", first.Version)).Status.Should().Be(ServiceChangeStatus.Saved);
        (await Tools(bot).RemoveAsync("order_state", first.Version)).Status.Should().Be(ServiceChangeStatus.NotFound);
    }

    [Theory]
    [InlineData("""{ "url": "https://evil.example/x" }""", "url leads to a host or port that this host does not allow")]
    [InlineData("""{ "url": "https://api.shop.example:8443/x" }""", "url leads to a host or port")]
    [InlineData("""{ "url": "https://api.shop.example.evil.example/x" }""", "url leads to a host or port")]
    [InlineData("""{ "url": "https://notshop.example/x" }""", "url leads to a host or port")]
    [InlineData("""{ "url": "https://shop.example/x" }""", "url leads to a host or port")]
    [InlineData("""{ "url": "https://api.shop.example@evil.example/x" }""", "url holds a user name")]
    [InlineData("""{ "url": "https://169.254.169.254/latest" }""", "url leads to a host or port")]
    [InlineData("""{ "url": "https://[::ffff:127.0.0.1]/x" }""", "url leads to a host or port")]
    [InlineData("""{ "url": "http://127.0.0.1:1/x" }""", "url leads to a host or port")]
    [InlineData("""{ "url": "http://api.shop.example/x" }""", "url must be an absolute https address")]
    [InlineData("""{ "url": "file:///etc/passwd" }""", "url must be an absolute https address")]
    [InlineData("""{ "url": "https://{order}.shop.example/x" }""", "url has a place before its path")]
    [InlineData("""{ "url": "https://api.shop.example/{other}" }""", "which the schema does not define")]
    [InlineData("""{ "url": "https://api.shop.example/{@secret}" }""", "url has the place {@secret}")]
    [InlineData("""{ "url": "https://api.shop.example/{secret:Shop:Key}" }""", "url has a brace that is no place")]
    [InlineData("""{ "url": "https://api.shop.example/x?api_key=0123" }""", "url seems to hold a secret")]
    [InlineData("""{ "url": "https://api.shop.example/services/T00000000/B00000000/x8Yz7Wv6Ut5Sr4Qp3On2Ml1K" }""", "url seems to hold a secret")]
    [InlineData("""{ "headers": { "Authorization": "Bearer abc" } }""", "headers.Authorization seems to hold a secret")]
    [InlineData("""{ "headers": { "Authorization": "Bearer 0123456789abcdef {secret:Shop:Key}" } }""", "headers.Authorization seems to hold a secret")]
    [InlineData("""{ "headers": { "X-Api-Key": "plain" } }""", "headers.X-Api-Key seems to hold a secret")]
    [InlineData("""{ "headers": { "X-Tracking": "0123456789abcdef0123456789abcdef" } }""", "headers.X-Tracking seems to hold a secret")]
    [InlineData("""{ "headers": { "X-Tracking": "sk-live1234" } }""", "headers.X-Tracking seems to hold a secret")]
    [InlineData("""{ "headers": { "X-Key": "{secret:ConnectionStrings:Main}" } }""", "headers.X-Key refers to a setting that actions of run time may not use")]
    [InlineData("""{ "headers": { "X-Key": "{secret:Shop:Gone}" } }""", "headers.X-Key refers to the setting 'Shop:Gone', which is empty")]
    [InlineData("""{ "headers": { "Host": "evil.example" } }""", "headers has one whose name")]
    [InlineData("""{ "headers": { "X-A\r\nB": "c" } }""", "headers has one whose name")]
    [InlineData("""{ "headers": { "X-A": "b\r\nHost: evil" } }""", "headers.X-A must be one line")]
    [InlineData("""{ "headers": { "X-A": "{order}" } }""", "headers.X-A has the place {order}")]
    [InlineData("""{ "schema": { "type": "object", "properties": { "tenantId": { "type": "string" } } } }""", "schema lets the model choose who is served")]
    [InlineData("""{ "schema": { "type": "array" } }""", "schema must be a JSON schema of an object")]
    [InlineData("""{ "schema": { "type": "object", "required": [ 1 ] } }""", "schema must be a JSON schema of an object")]
    [InlineData("""{ "schema": "{" }""", "schema is not JSON")]
    [InlineData("""{ "method": "CONNECT" }""", "method must be one of")]
    [InlineData("""{ "timeout": "01:00:00" }""", "timeout must be longer than nothing")]
    [InlineData("""{ "description": "" }""", "description must say what it does")]
    [InlineData("""{ "name": "another" }""", "name is another one")]
    public async Task BadDefinition_IsRefusedWithTheReasonAndTheOldOneStays(string change, string reason)
    {
        _model.Otherwise("hello");
        await using ConciergeTestHost bot = await StartAsync();
        ServiceChange first = await SaveAsync(bot, Definition());

        ServiceChange refused = await SaveAsync(bot, With(Definition(more: $", \"version\": {first.Version}"), change));

        refused.Status.Should().Be(ServiceChangeStatus.Invalid);
        refused.Version.Should().Be(first.Version);
        refused.Problems.Should().Contain(problem => problem.StartsWith(reason, StringComparison.Ordinal) || problem.Contains(reason));
        foreach (string value in (string[])["0123456789abcdef", "sk-live1234", "plain", "x8Yz7Wv6", "@evil", "api_key=0123"])
        {
            string.Join(' ', refused.Problems).Should().NotContain(value, "the reason must not repeat what may be a secret");
        }

        (await Tools(bot).ListAsync()).Single(tool => tool.Name == "order_state").Version.Should().Be(first.Version);
    }

    [Theory]
    [InlineData("""{ "url": "https://api.shop.example/orders/{order}?tenant={@tenant}&kind=open" }""")]
    [InlineData("""{ "url": "https://deep.api.wild.example/{order}" }""")]
    [InlineData("""{ "url": "https://odd.example:8443/3f2504e0-4f89-11d3-9a0c-0305e82c3301/{order}" }""")]
    [InlineData("""{ "headers": { "Authorization": "Token token={secret:Shop:Key}", "Accept": "application/vnd.shop.v2+json", "X-Tenant": "{@tenant}", "X-Version": "2" } }""")]
    [InlineData("""{ "method": "post", "effect": "outbound", "operatorApproval": true, "role": "member", "idempotent": true, "title": "Ask", "timeout": "00:00:30", "resultPath": "a.b" }""")]
    public async Task GoodDefinition_IsTaken(string change)
    {
        await using ConciergeTestHost bot = await StartAsync();

        (await SaveAsync(bot, With(Definition(), change))).Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task HostThatAllowsNone_RefusesAndSaysWhatToSet_AndCallsNothingStored()
    {
        _model.Otherwise("hello");
        await using ConciergeTestHost open = await StartAsync(s => s.UseTools("order_state"));
        await SaveAsync(open, Definition());
        await using ConciergeTestHost closed = await StartAsync(
            s => s.UseTools("order_state"),
            concierge => concierge.ConfigureAi(o => o.RuntimeActions.AllowedHosts.Clear()).Services.Replace(ServiceDescriptor.Singleton(open.Services.GetRequiredService<IRecordStore>())));

        ServiceChange refused = await SaveAsync(closed, Definition());
        await closed.SaysAsync("hello");

        refused.Problems.Should().ContainSingle().Which.Should().EndWith("List the hosts in Concierge:Ai:RuntimeActions:AllowedHosts.");
        Offered(0).Should().BeEmpty("what is stored may not be called either");
        (await Tools(closed).ListAsync()).Single(tool => tool.Name == "order_state").Problems.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("https://api.shop.example")]
    [InlineData("api.shop.example/path")]
    [InlineData("*")]
    [InlineData("api.shop.example:0")]
    public async Task AllowedHost_ThatIsNone_KeepsTheHostFromStarting(string entry)
    {
        Func<Task> start = async () => await StartAsync(more: concierge => concierge.ConfigureAi(o => o.RuntimeActions.AllowedHosts.Add(entry)));

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage($"*AllowedHosts has '{entry}'*");
    }

    [Fact]
    public async Task List_ShowsEveryKindWithPolicyAndUsers_AndNoSecret()
    {
        await using ConciergeTestHost bot = await StartAsync(
            s => s.Tool(() => "open", "opening_hours", "When we are open.", TestAi.Read).UseTools("prices", "order_state", "nothing"),
            concierge => concierge.ConfigureAi(o => o.Actions["prices"] = new RemoteAction
            {
                Description = "Tells prices.",
                Url = $"https://prices.example/list?key={Secret}&lang=fr&phone={{@phone}}",
                Headers = { ["X-Key"] = Secret, ["Authorization"] = "Bearer {secret:Shop:Key}" },
            }));
        await SaveAsync(bot, Definition());

        IReadOnlyList<ToolEntry> tools = await Tools(bot).ListAsync();

        tools.Select(tool => (tool.Name, tool.Kind, tool.Source, tool.Effect, string.Join(',', tool.Services))).Should().Equal(
            ("handoff_to_human", "local", ServiceSource.Code, "Read", string.Empty),
            ("nothing", "missing", ServiceSource.Code, string.Empty, "ai"),
            ("opening_hours", "local", ServiceSource.Code, "Read", "ai"),
            ("order_state", "remote", ServiceSource.Store, "Read", "ai"),
            ("prices", "remote", ServiceSource.Code, "Read", "ai"));
        string.Join(' ', tools.Select(tool => tool.Definition?.GetRawText())).Should().NotContain(Secret);
        JsonElement prices = tools[4].Definition!.Value;
        prices.GetProperty("url").GetString().Should().Be("https://prices.example/list?key=***&lang=***&phone={@phone}");
        prices.GetProperty("headers").GetProperty("Authorization").GetString().Should().Be("Bearer {secret:Shop:Key}");
        (await SaveAsync(bot, Definition(), "opening_hours")).Problems.Should().Equal("There is a local tool of this name already. Give this one another name.");
    }

    [Fact]
    public async Task LocalTool_SwitchedOff_IsGoneForEveryServiceUntilItIsSwitchedOn()
    {
        _model.Otherwise("hello");
        await using ConciergeTestHost bot = await StartAsync(s => s.Tool(() => "open", "opening_hours", policy: TestAi.Read));

        (await Tools(bot).SwitchAsync("opening_hours", isActive: false)).Status.Should().Be(ServiceChangeStatus.Saved);
        await bot.RestartAsync();
        await bot.SaysAsync("one");
        (await Tools(bot).SwitchAsync("opening_hours", isActive: true)).Status.Should().Be(ServiceChangeStatus.Saved);
        await bot.SaysAsync("two");

        Offered(0).Should().BeEmpty();
        Offered(1).Should().Equal("opening_hours");
        (await Tools(bot).SwitchAsync("handoff_to_human", isActive: false)).Status.Should().Be(ServiceChangeStatus.Invalid);
        (await Tools(bot).SwitchAsync("nobody", isActive: false)).Status.Should().Be(ServiceChangeStatus.NotFound);
    }

    private static IToolCatalogue Tools(ConciergeTestHost bot) => bot.Services.GetRequiredService<IToolCatalogue>();

    private static async Task<ServiceChange> SaveAsync(ConciergeTestHost bot, string definition, string name = "order_state") =>
        await Tools(bot).SaveAsync(name, JsonElement.Parse(definition));

    /// <summary>The definition with other members in the place of its own.</summary>
    private static string With(string definition, string change)
    {
        var merged = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(definition)!;
        foreach ((string name, System.Text.Json.Nodes.JsonNode? value) in (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(change)!)
        {
            merged[name] = value?.DeepClone();
        }

        return merged.ToJsonString();
    }

    private string Definition(string path = "orders", string more = "") => $$"""
        {
          "description": "Tells where an order is.",
          "url": "{{_shop.Address}}/{{path}}/{order}",
          "schema": {{Schema}},
          "headers": { "Authorization": "Bearer {secret:Shop:Key}" }
          {{more}}
        }
        """;

    private IEnumerable<string> Offered(int request) => _model.Requests[request].Options?.Tools?.Select(tool => tool.Name) ?? [];

    private async Task<ConciergeTestHost> StartAsync(Action<AiServiceBuilder>? configure = null, Action<IConciergeBuilder>? more = null)
    {
        ConciergeTestHost bot = await TestAi.StartAsync(_model, configure, concierge =>
        {
            concierge.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Shop:Key"] = Secret, ["ConnectionStrings:Main"] = "x" }).Build());
            concierge.ConfigureAi(o =>
            {
                o.RuntimeActions.AllowedHosts.UnionWith([$"127.0.0.1:{_shop.Port}", "api.shop.example", "*.api.wild.example", "odd.example:8443"]);
                o.RuntimeActions.AllowedSecrets.UnionWith(["Shop:Key", "Shop:Gone"]);
            });
            more?.Invoke(concierge);
        });
        bot.RealPatience = TimeSpan.FromSeconds(10);
        _model.Clock = bot.Clock;
        return bot;
    }
}
