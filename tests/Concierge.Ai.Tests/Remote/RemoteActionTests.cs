using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Tests.Remote;

/// <summary>A web service as a tool: it is called as it was defined, whatever the model says.</summary>
public sealed class RemoteActionTests : IDisposable
{
    private const string Schema = """{"type":"object","properties":{"order":{"type":"string"},"note":{"type":"string"}},"required":["order"]}""";

    /// <summary>The server is real: the virtual clock must not run ahead of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ScriptedClient _model = new();
    private readonly HttpListener _server = new();
    private readonly List<(string Url, string Method, string? Key, string? Secret, string Body)> _received = [];
    private readonly string _address;
    private Func<HttpListenerContext, (int Status, string Body)> _answer = _ => (200, """{"data":{"state":"on its way"}}""");

    public RemoteActionTests()
    {
        int port = FreePort();
        _address = $"http://127.0.0.1:{port}";
        _server.Prefixes.Add($"{_address}/");
        _server.Start();
        _ = ServeAsync();
    }

    public void Dispose() => _server.Close();

    [Fact]
    public async Task Get_FillsAddressAndHeadersAndMapsTheAnswer()
    {
        _model.Calls(("1", "order_state", new { order = "A 1/?&../x" })).Says("It is on its way.");
        await using ConciergeTestHost bot = await StartAsync(new RemoteAction
        {
            Url = $"{_address}/orders/{{order}}?tenant={{@tenant}}&phone={{@phone}}",
            Schema = Schema,
            ResultPath = "data.state",
            Headers = { ["X-Secret"] = "key {secret:Shop:Key}" },
        });

        await bot.SaysAsync("where is it?").AnswersAsync("It is on its way.");

        _received.Should().ContainSingle();
        _received[0].Url.Should().Be($"/orders/A%201%2F%3F%26..%2Fx?tenant=test%2Fdefault&phone={bot.Person().Number}");
        _received[0].Secret.Should().Be("key s3cret");
        _model.Last.Result("1").Should().StartWith("[data ").And.Contain("on its way").And.NotContain("s3cret");
    }

    [Fact]
    public async Task Post_NeedsAYesOnceSomethingRemoteWasReadAndCarriesAKey()
    {
        _model.Calls(("1", "order_state", new { order = "A1", note = "hi" })).Calls(("2", "order_state", new { order = "A1", note = "again" }));
        await using ConciergeTestHost bot = await StartAsync(new RemoteAction { Method = "POST", Url = $"{_address}/orders/{{order}}", Schema = Schema });

        TestAnswers answers = await bot.SaysAsync("note it");

        _received.Should().ContainSingle();
        _received[0].Body.Should().Be("""{"note":"hi"}""");
        _received[0].Key.Should().NotBeNullOrEmpty();
        answers.Choices.Should().HaveCount(2);
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        _answer = context =>
        {
            context.Response.RedirectLocation = "http://127.0.0.1:1/evil";
            return (302, "");
        };
        _model.Calls(("1", "order_state", new { order = "A1" })).Says("sorry");
        await using ConciergeTestHost bot = await StartAsync(new RemoteAction { Url = $"{_address}/orders/{{order}}", Schema = Schema });

        await bot.SaysAsync("where?").AnswersAsync("sorry");

        _model.Last.Result("1").Should().Contain("Error: The service answered 302.");
    }

    [Fact]
    public async Task DotSegment_AsAnArgument_IsRefused()
    {
        _model.Calls(("1", "order_state", new { order = ".." })).Says("sorry");
        await using ConciergeTestHost bot = await StartAsync(new RemoteAction { Url = $"{_address}/orders/{{order}}/secret", Schema = Schema });

        await bot.SaysAsync("where?").AnswersAsync("sorry");

        _received.Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://shop.example/x", "must be an absolute https address")]
    [InlineData("https://{order}.example/x", "stands before the path")]
    [InlineData("https://{order}", "stands before the path")]
    [InlineData("file:///etc/passwd", "must be an absolute https address")]
    [InlineData("https://user:pw@shop.example/", "must be an absolute https address")]
    public async Task Definition_ThatIsNotSafe_KeepsTheHostFromStarting(string url, string problem)
    {
        Func<Task> start = () => StartAsync(new RemoteAction { Url = url, Schema = Schema });

        await start.Should().ThrowAsync<OptionsValidationException>().WithMessage($"*'order_state'*{problem}*");
    }

    [Fact]
    public async Task Secret_ThatIsMissing_KeepsTheHostFromStarting()
    {
        Func<Task> start = () => StartAsync(new RemoteAction { Url = "https://shop.example/x", Headers = { ["A"] = "{secret:Nope}" } });

        await start.Should().ThrowAsync<OptionsValidationException>().WithMessage("*'Nope', which is empty*");
    }

    [Fact]
    public async Task Definition_FromConfiguration_IsATool()
    {
        _model.Calls(("1", "weather", new { })).Says("fine");
        var settings = new Dictionary<string, string?>
        {
            ["Concierge:Ai:Actions:weather:Url"] = $"{_address}/weather",
            ["Concierge:Ai:Actions:weather:Description"] = "The weather.",
            ["Concierge:Ai:Actions:weather:Timeout"] = "00:00:05",
        };
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, more: c => c.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        bot.RealPatience = Patience;

        await bot.SaysAsync("weather?").AnswersAsync("fine");

        _received.Should().ContainSingle().Which.Url.Should().Be("/weather");
    }

    private async Task<ConciergeTestHost> StartAsync(RemoteAction action)
    {
        ConciergeTestHost bot = await TestAi.StartAsync(_model, more: c =>
        {
            c.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Shop:Key"] = "s3cret" }).Build());
            c.ConfigureAi(o => o.Actions["order_state"] = action);
        });
        bot.RealPatience = Patience;
        return bot;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _server.GetContextAsync().ConfigureAwait(false);
                using var reader = new StreamReader(context.Request.InputStream);
                string body = await reader.ReadToEndAsync().ConfigureAwait(false);
                _received.Add((context.Request.RawUrl!, context.Request.HttpMethod, context.Request.Headers["Idempotency-Key"], context.Request.Headers["X-Secret"], body));
                (int status, string answer) = _answer(context);
                context.Response.StatusCode = status;
                context.Response.Close(System.Text.Encoding.UTF8.GetBytes(answer), willBlock: true);
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
