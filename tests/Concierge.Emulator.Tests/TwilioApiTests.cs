using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Tests;

public sealed class TwilioApiTests : EmulatorTest
{
    [Fact]
    public async Task Send_WithWrongCredentials_Is20003()
    {
        await using EmulatorHost host = await StartAsync();

        (await SendAsync(host, [new("Body", "hi")], token: "wrong")).Should().Be((HttpStatusCode.Unauthorized, 20003));
    }

    [Fact]
    public async Task Send_BeyondADocumentedLimit_IsRefusedWithItsCode()
    {
        await using EmulatorHost host = await StartAsync();

        (await SendAsync(host, [new("Body", new string('x', 1601))])).Should().Be((HttpStatusCode.BadRequest, 21617));
        (await SendAsync(host, [])).Should().Be((HttpStatusCode.BadRequest, 21619));
        (await SendAsync(host, [new("Body", "hi")], to: "+15551234567")).Should().Be((HttpStatusCode.BadRequest, 21211));
        (await SendAsync(host, [new("Body", "hi")], from: "whatsapp:+15550000000")).Should().Be((HttpStatusCode.BadRequest, 63007));
        (await SendAsync(host, [new("Body", "hi"), new("StatusCallback", "/relative")])).Should().Be((HttpStatusCode.BadRequest, 21609));
    }

    [Fact]
    public async Task Send_ToSomebodyWhoNeverWrote_IsTakenAndFailsWith63016()
    {
        await using EmulatorHost host = await StartAsync();

        (await SendAsync(host, [new("Body", "hi")])).Status.Should().Be(HttpStatusCode.Created);

        JsonNode shown = (await host.UntilAsync(fromPerson: false, static messages => messages.Exists(static message => (string)message["status"]! == "failed"))).Single();
        ((string)shown["failureCode"]!).Should().Be("63016");
    }

    [Fact]
    public async Task Content_WithVariables_IsShownFilledInAndItsLimitsHold()
    {
        await using EmulatorHost host = await StartAsync();
        await host.TypeAsync("hello");
        string buttons = await MakeAsync(host, """{"twilio/quick-reply":{"body":"Hi {{1}}","actions":[{"id":"{{2}}","title":"{{3}}"}]}}""");
        string four = await MakeAsync(host, """{"twilio/quick-reply":{"body":"Hi","actions":[{"id":"1","title":"a"},{"id":"2","title":"b"},{"id":"3","title":"c"},{"id":"4","title":"d"}]}}""");

        (await SendAsync(host, [new("ContentSid", buttons), new("ContentVariables", """{"1":"Ann","2":"yes","3":"Yes"}""")])).Status.Should().Be(HttpStatusCode.Created);
        (await SendAsync(host, [new("ContentSid", buttons), new("ContentVariables", """{"1":""}""")])).Should().Be((HttpStatusCode.BadRequest, 21656));
        (await SendAsync(host, [new("ContentSid", four)])).Should().Be((HttpStatusCode.BadRequest, 63021));

        JsonNode bubble = (await host.UntilAsync(fromPerson: false, static messages => messages.Count == 1)).Single()["bubble"]!;
        ((string)bubble["text"]!).Should().Be("Hi Ann");
        ((string)bubble["buttons"]![0]!["id"]!).Should().Be("yes");
    }

    [Fact]
    public async Task Media_OfAReceivedMessage_NeedsCredentialsAndRedirectsToTheStorage()
    {
        await using EmulatorHost host = await StartAsync();
        var phone = new TestPhone(host, "twilio");
        string id = await phone.UploadAsync([1, 2, 3], "application/pdf", "a.pdf");
        string message = (string)(await phone.DoAsync(new JsonObject { ["kind"] = "document", ["mediaId"] = id }))["id"]!;
        string path = $"twilio/2010-04-01/Accounts/{host.Setting("Twilio:AccountSid")}/Messages/{message}/Media/{id}";

        (await host.CallAsync(HttpMethod.Get, path, ("X-Nothing", "x"))).Status.Should().Be(HttpStatusCode.Unauthorized);
        (HttpStatusCode status, _, HttpResponseMessage response) = await host.CallAsync(HttpMethod.Get, path, Credentials(host));

        status.Should().Be(HttpStatusCode.TemporaryRedirect);
        (await host.Client.GetByteArrayAsync(response.Headers.Location)).Should().Equal(1, 2, 3);
    }

    private static (string Name, string Value) Credentials(EmulatorHost host, string? token = null) =>
        ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{host.Setting("Twilio:AccountSid")}:{token ?? host.Setting("Twilio:AuthToken")}")));

    private static async Task<(HttpStatusCode Status, int Code)> SendAsync(
        EmulatorHost host, IEnumerable<KeyValuePair<string, string>> fields, string? token = null, string to = "whatsapp:+15551234567", string? from = null)
    {
        var form = new FormUrlEncodedContent([.. fields, new("To", to), new("From", from ?? $"whatsapp:{host.Setting("Twilio:From")}")]);
        (HttpStatusCode status, JsonNode? body, _) = await host.CallAsync(HttpMethod.Post, $"twilio/2010-04-01/Accounts/{host.Setting("Twilio:AccountSid")}/Messages.json", Credentials(host, token), form);
        return (status, int.Parse(body!["code"]?.ToString() ?? "0", CultureInfo.InvariantCulture));
    }

    private static async Task<string> MakeAsync(EmulatorHost host, string types)
    {
        var content = new JsonObject { ["friendly_name"] = "x", ["language"] = "en", ["types"] = JsonNode.Parse(types) };
        return (string)(await host.CallAsync(HttpMethod.Post, "twilio/v1/Content", Credentials(host), EmulatorHost.Json(content))).Body!["sid"]!;
    }

    private Task<EmulatorHost> StartAsync() => EmulatorHost.StartAsync(Folder, new HostSetup { Channels = ["twilio"], Services = static concierge => concierge.AddService("mute", static service => service.Default(), static _ => ValueTask.CompletedTask) });
}
