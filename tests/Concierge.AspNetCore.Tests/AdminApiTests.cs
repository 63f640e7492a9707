using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.AspNetCore.Tests;

public sealed class AdminApiTests
{
    private static readonly Dictionary<string, string?> WithKey = new() { ["Concierge:AdminApi:Key"] = TestHost.AdminKey };

    [Fact]
    public async Task AnyRoute_WithoutAKeyInTheSettings_IsNotThere()
    {
        await using TestHost host = await TestHost.StartAsync();

        (await host.AdminAsync(HttpMethod.Get, "conversations")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("changeme-changeme-changeme")]
    [InlineData("")]
    public async Task Start_WithAWeakKey_FailsAndNamesTheSetting(string key)
    {
        Func<Task> start = () => TestHost.StartAsync(new() { ["Concierge:AdminApi:Key"] = key });

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("Concierge:AdminApi:Key*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("an-admin-key-for-tests-012345678")]
    [InlineData("an-admin-key-for-tests-01234567890")]
    public async Task EveryRoute_WithAWrongKey_Is401(string key)
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);

        foreach ((string method, string path) in Routes(host))
        {
            HttpResponseMessage answer = await host.AdminAsync(new HttpMethod(method), path.Replace("{id}", "1", StringComparison.Ordinal), key: key);
            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, "{0} {1}", method, path);
        }
    }

    [Fact]
    public async Task OpenApi_Always_ListsEveryRoute()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);

        JsonElement document = await (await host.AdminAsync(HttpMethod.Get, "openapi.json")).Content.ReadFromJsonAsync<JsonElement>();

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));
        described.Should().BeEquivalentTo(Routes(host).Select(route => $"{route.Method} /concierge/api/{route.Path}"));
    }

    [Fact]
    public async Task Conversation_AfterAMessage_IsListedShownTakenOverAnsweredAndHandedBack()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        await host.PostAsync(TestHost.TextMessage("wamid.1", "hello"));
        await host.UntilAsync(async () => (await GetAsync(host, "conversations")).GetProperty("conversations").GetArrayLength() == 1);
        JsonElement list = await GetAsync(host, "conversations");
        string id = list.GetProperty("conversations")[0].GetProperty("id").GetString()!;

        (await PostAsync(host, $"conversations/{id}/takeover", new { by = "eve" })).Should().Be(HttpStatusCode.Accepted);
        await host.UntilAsync(async () => (await Handling(host, id)) == "Human");
        await host.PostAsync(TestHost.TextMessage("wamid.2", "are you there?"));
        (await PostAsync(host, $"conversations/{id}/messages", new { text = "Yes.", by = "eve" })).Should().Be(HttpStatusCode.Accepted);
        await host.UntilAsync(async () => (await GetAsync(host, $"conversations/{id}/messages")).GetRawText().Contains("Yes.", StringComparison.Ordinal));
        (await PostAsync(host, $"conversations/{id}/handback", new { })).Should().Be(HttpStatusCode.Accepted);
        await host.UntilAsync(async () => (await Handling(host, id)) == "Bot");

        host.Handled.Should().Equal("hello");
        JsonElement messages = await GetAsync(host, $"conversations/{id}/messages");
        messages.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("author").GetString())
            .Should().Contain(["Contact", "Human", "System"]);
        await host.UntilAsync(async () => (await GetAsync(host, $"conversations/{id}/attempts")).GetProperty("attempts").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Decision_GoesThroughTheMailbox_AndOneThatIsNoneIsRefused()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        await host.PostAsync(TestHost.TextMessage("wamid.1", "hello"));
        await host.UntilAsync(async () => (await GetAsync(host, "conversations")).GetProperty("conversations").GetArrayLength() == 1);
        string id = (await GetAsync(host, "conversations")).GetProperty("conversations")[0].GetProperty("id").GetString()!;

        (await PostAsync(host, $"conversations/{id}/decisions", new { action = "a1", decision = "maybe" })).Should().Be(HttpStatusCode.BadRequest);
        (await PostAsync(host, $"conversations/{id}/decisions", new { decision = "approve" })).Should().Be(HttpStatusCode.BadRequest);
        (await PostAsync(host, $"conversations/{id}/decisions", new { action = "a1", decision = "approve", by = "eve" })).Should().Be(HttpStatusCode.Accepted);

        await host.UntilAsync(async () => (await GetAsync(host, $"conversations/{id}/messages")).GetRawText().Contains("nothing waits for this decision", StringComparison.Ordinal));
        JsonElement line = (await GetAsync(host, $"conversations/{id}/messages")).GetProperty("messages").EnumerateArray().Single(message => message.GetProperty("author").GetString() == "System");
        line.GetProperty("by").GetString().Should().Be("eve");
    }

    [Fact]
    public async Task Conversation_ThatDoesNotExist_Is404Everywhere()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);

        (await host.AdminAsync(HttpMethod.Get, "conversations/none")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await host.AdminAsync(HttpMethod.Get, "conversations/none/messages")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await PostAsync(host, "conversations/none/takeover", new { })).Should().Be(HttpStatusCode.NotFound);
        (await PostAsync(host, "conversations/none/messages", new { text = "x" })).Should().Be(HttpStatusCode.NotFound);
        (await PostAsync(host, "deadletters/77/replay", new { })).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Reply_WithoutTextOrWithBrokenJson_Is400AndSaysWhatToSend()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        await host.PostAsync(TestHost.TextMessage("wamid.1", "hello"));
        await host.UntilAsync(async () => (await GetAsync(host, "conversations")).GetProperty("conversations").GetArrayLength() == 1);
        string id = (await GetAsync(host, "conversations")).GetProperty("conversations")[0].GetProperty("id").GetString()!;

        (await PostAsync(host, $"conversations/{id}/messages", new { by = "eve" })).Should().Be(HttpStatusCode.BadRequest);
        HttpResponseMessage broken = await host.AdminAsync(HttpMethod.Post, $"conversations/{id}/messages", new StringContent("{", Encoding.UTF8, "application/json"));
        broken.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task PoisonMessage_AfterItsFailures_IsADeadLetterAndCanBeReplayed_R15()
    {
        bool fails = true;
        await using TestHost host = await TestHost.StartAsync(
            new(WithKey) { ["Concierge:TurnRetryDelay"] = "00:00:00.010" },
            services => services.AddConcierge().ConfigureTurns(turns => turns.Use((turn, next) =>
                fails && turn.Text == "poison" ? throw new InvalidOperationException("cannot") : next(turn))));
        await host.PostAsync(TestHost.TextMessage("wamid.1", "poison"));
        await host.PostAsync(TestHost.TextMessage("wamid.2", "healthy"));

        await host.UntilAsync(() => Task.FromResult(host.Handled.Contains("healthy")));
        JsonElement letters = await GetAsync(host, "deadletters");
        letters.GetProperty("count").GetInt32().Should().Be(1);
        letters.GetProperty("deadLetters")[0].GetProperty("reason").GetString().Should().Be("Handling it failed 5 times.");
        fails = false;
        (await PostAsync(host, $"deadletters/{letters.GetProperty("deadLetters")[0].GetProperty("id")}/replay", new { })).Should().Be(HttpStatusCode.Accepted);

        await host.UntilAsync(() => Task.FromResult(host.Handled.Contains("poison")));
        (await GetAsync(host, "deadletters")).GetProperty("count").GetInt32().Should().Be(0);
    }

    private static IEnumerable<(string Method, string Path)> Routes(TestHost host) =>
        from source in host.Services.GetServices<EndpointDataSource>()
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/concierge/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        select (method, endpoint.RoutePattern.RawText!["/concierge/api/".Length..]);

    private static async Task<JsonElement> GetAsync(TestHost host, string path) =>
        await (await host.AdminAsync(HttpMethod.Get, path)).Content.ReadFromJsonAsync<JsonElement>();

    private static async Task<HttpStatusCode> PostAsync(TestHost host, string path, object body) =>
        (await host.AdminAsync(HttpMethod.Post, path, JsonContent.Create(body))).StatusCode;

    private static async Task<string?> Handling(TestHost host, string id) =>
        (await GetAsync(host, $"conversations/{id}")).GetProperty("conversation").GetProperty("handling").GetString();
}
