using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests;

/// <summary>S08: several accounts of one provider and several providers in one host never see each other.</summary>
public sealed class IsolationTests : EmulatorTest
{
    private static readonly string[] Lines = ["meta/north", "meta/south", "twilio/north", "twilio/south", "waha/north", "waha/south", "chatwoot/north", "chatwoot/south"];

    [Fact]
    public async Task Conversations_OfOnePersonOnEightLines_StayApart()
    {
        await using EmulatorHost host = await StartAsync();

        (await host.StateAsync())["lines"]!.AsArray().Select(static line => (string)line!["key"]!).Should().BeEquivalentTo(Lines);
        foreach (string line in Lines)
        {
            await host.TypeAsync($"I am on {line}", line);
        }

        foreach (string line in Lines)
        {
            await host.TypeAsync("again", line);
            List<JsonNode> answers = await host.UntilAsync(fromPerson: false, messages => messages.Count >= 2, line);
            answers.Select(TestPhone.Text).Should().Equal($"1: I am on {line}", "2: again");
        }

        JsonArray conversations = (await EmulatorHost.ReadAsync(await host.Client.GetAsync("/emulator/api/operator/conversations?limit=50")))["conversations"]!.AsArray();
        conversations.Select(static found => (string)found!["account"]!).Should().BeEquivalentTo(Lines);
        conversations.Select(static found => (string)found!["id"]!).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Credentials_OfEightLines_AreAllDifferent()
    {
        await using EmulatorHost host = await StartAsync();

        string[] settings =
        [
            .. from account in new[] { "north", "south" }
               from name in new[] { "Meta:Accounts:{0}:AppSecret", "Meta:Accounts:{0}:AccessToken", "Meta:Accounts:{0}:PhoneNumberId", "Twilio:Accounts:{0}:AuthToken", "Twilio:Accounts:{0}:From",
                   "Waha:Accounts:{0}:ApiKey", "Waha:Accounts:{0}:WebhookSecret", "Waha:Accounts:{0}:Session", "Chatwoot:Accounts:{0}:AccessToken", "Chatwoot:Accounts:{0}:WebhookSecrets:0", "Chatwoot:Accounts:{0}:AccountId" }
               select host.Setting(string.Format(System.Globalization.CultureInfo.InvariantCulture, name, account)),
        ];

        settings.Should().NotContainNulls().And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("meta")]
    [InlineData("twilio")]
    [InlineData("waha")]
    [InlineData("chatwoot")]
    public async Task Webhook_SignedByOneAccountPostedToAnother_Is401AndNothingIsAnswered(string channel)
    {
        await using EmulatorHost host = await StartAsync();
        string section = $"{char.ToUpperInvariant(channel[0])}{channel[1..]}:Accounts";

        (HttpStatusCode own, HttpStatusCode other) = (
            await PostSignedAsync(host, channel, "north", "north", section),
            await PostSignedAsync(host, channel, "north", "south", section));

        own.Should().Be(HttpStatusCode.OK, "the signature is right for its own account");
        other.Should().Be(HttpStatusCode.Unauthorized);
        await host.TypeAsync("still here", $"{channel}/south");
        List<JsonNode> answers = await host.UntilAsync(fromPerson: false, messages => messages.Count >= 1, $"{channel}/south");
        answers.Select(TestPhone.Text).Should().Equal("1: still here");
    }

    [Fact]
    public async Task Api_WithAnotherAccountsCredentials_IsRefused()
    {
        await using EmulatorHost host = await StartAsync();
        await host.TypeAsync("hello", "meta/south");
        await host.TypeAsync("hello", "twilio/south");
        await host.TypeAsync("hello", "waha/south");
        await host.TypeAsync("hello", "chatwoot/south");
        await host.UntilAsync(fromPerson: false, static messages => messages.Count == 4);

        (await host.GraphAsync(new JsonObject(), host.Setting("Meta:Accounts:north:AccessToken"), host.Setting("Meta:Accounts:south:PhoneNumberId"))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        string sid = host.Setting("Twilio:Accounts:south:AccountSid");
        (await SendAsync(host, HttpMethod.Post, $"/emulator/twilio/2010-04-01/Accounts/{sid}/Messages.json", "Authorization", Basic(sid, host.Setting("Twilio:Accounts:north:AuthToken")), new FormUrlEncodedContent([]))).Should().Be(HttpStatusCode.Unauthorized);
        (await SendAsync(host, HttpMethod.Post, "/emulator/waha/api/sendText", "X-Api-Key", host.Setting("Waha:Accounts:north:ApiKey"), Json(new JsonObject { ["session"] = "south", ["chatId"] = $"{EmulatorHost.Person}@c.us", ["text"] = "x" }))).Should().Be(HttpStatusCode.NotFound);
        (await SendAsync(host, HttpMethod.Post, $"/emulator/chatwoot/api/v1/accounts/{host.Setting("Chatwoot:Accounts:south:AccountId")}/conversations/1/messages", "api_access_token", host.Setting("Chatwoot:Accounts:north:AccessToken"), Json(new JsonObject { ["content"] = "x" }))).Should().Be(HttpStatusCode.Unauthorized);
        (await host.StateAsync())["messages"]!.AsArray().Count(static message => !(bool)message!["fromPerson"]!).Should().Be(4);
    }

    [Fact]
    public async Task Media_OfOneAccount_IsNotGivenToAnother()
    {
        await using EmulatorHost host = await StartAsync();
        var phone = new TestPhone(host, "waha/south");
        string id = await phone.UploadAsync([1, 2, 3], "application/pdf", "secret.pdf");
        await phone.DoAsync(new JsonObject { ["kind"] = "document", ["mediaId"] = id, ["fileName"] = "secret.pdf" });
        (await phone.AnswerAsync()).Should().StartWith("Your Document has 3 bytes");

        (await SendAsync(host, HttpMethod.Get, $"/emulator/waha/api/files/south/{id}.pdf", "X-Api-Key", host.Setting("Waha:Accounts:south:ApiKey"), null)).Should().Be(HttpStatusCode.OK);
        (await SendAsync(host, HttpMethod.Get, $"/emulator/waha/api/files/north/{id}.pdf", "X-Api-Key", host.Setting("Waha:Accounts:north:ApiKey"), null)).Should().Be(HttpStatusCode.NotFound);
        (await SendAsync(host, HttpMethod.Get, $"/emulator/waha/api/files/south/{id}.pdf", "X-Api-Key", host.Setting("Waha:Accounts:north:ApiKey"), null)).Should().Be(HttpStatusCode.NotFound);
        (await SendAsync(host, HttpMethod.Get, $"/emulator/graph/v23.0/{id}", "Authorization", $"Bearer {host.Setting("Meta:Accounts:south:AccessToken")}", null)).Should().Be(HttpStatusCode.BadRequest);
    }

    private static async Task<HttpStatusCode> PostSignedAsync(EmulatorHost host, string channel, string signer, string route, string section)
    {
        string Of(string name) => host.Setting($"{section}:{signer}:{name}");
        long seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string account = Of(channel switch
        {
            "meta" => "PhoneNumberId",
            "twilio" => "AccountSid",
            "waha" => "Session",
            _ => "AccountId",
        });
        string body = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Recordings", $"probe.{channel}")))
            .Replace("ACCOUNT", account, StringComparison.Ordinal)
            .Replace("SENDER", host.Setting($"{section}:{signer}:From")?.TrimStart('+'), StringComparison.Ordinal)
            .Replace("TIME", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/{channel}/{route}") { Content = new ByteArrayContent(bytes) };
        switch (channel)
        {
            case "meta":
                request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Of("AppSecret")), bytes)));
                break;
            case "twilio":
                string fields = string.Concat(body.Split('&').Order(StringComparer.Ordinal).Select(static pair => Uri.UnescapeDataString(pair.Replace("=", string.Empty, StringComparison.Ordinal))));
                string address = new Uri(host.Client.BaseAddress!, $"/webhooks/twilio/{route}").ToString();
                request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Of("AuthToken")), Encoding.UTF8.GetBytes(address + fields))));
                break;
            case "waha":
                request.Headers.Add("X-Webhook-Hmac", Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(Of("WebhookSecret")), bytes)));
                break;
            default:
                byte[] signed = [.. Encoding.ASCII.GetBytes($"{seconds}."), .. bytes];
                request.Headers.Add("X-Chatwoot-Timestamp", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
                request.Headers.Add("X-Chatwoot-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Of("WebhookSecrets:0")), signed)));
                break;
        }

        using HttpResponseMessage response = await host.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static string Basic(string user, string password) => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))).ToString();

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private static async Task<HttpStatusCode> SendAsync(EmulatorHost host, HttpMethod method, string path, string header, string value, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        return response.StatusCode;
    }

    // An account is there as soon as anything is set for it; the emulator makes up the rest.
    private Task<EmulatorHost> StartAsync() => EmulatorHost.StartAsync(Folder, new HostSetup
    {
        Channels = ["meta", "twilio", "waha", "chatwoot"],
        Settings = (from channel in new[] { "Meta", "Twilio", "Waha", "Chatwoot" } from account in new[] { "north", "south" } select $"Concierge:{channel}:Accounts:{account}:Timeout")
            .ToDictionary(static name => name, static string? (_) => "00:00:20"),
        Services = static concierge => ConversationBot.Add(concierge, static () => null),
    });
}
