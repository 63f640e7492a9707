using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Concierge.Channels;
using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.AspNetCore.Tests;

/// <summary>Contacts, messages on the host's own account, records and erasure over HTTP. (C6 E3 E6 E8)</summary>
public sealed class ContactApiTests
{
    private static readonly Dictionary<string, string?> WithKey = new() { ["Concierge:AdminApi:Key"] = TestHost.AdminKey };

    [Fact]
    public async Task Profile_Changed_IsShownAndWhatWasLeftOutStays()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        string id = await MeetAsync(host);

        (await SendAsync(host, HttpMethod.Patch, $"conversations/{id}/profile", """
            { "name": "Zoë B.", "language": "fr", "labels": ["vip", "vip"], "roles": ["parent"], "fields": { "city": "Lyon", "age": "9" }, "consent": "OptedIn", "isBlocked": true, "by": "eve" }
            """)).Should().Be(HttpStatusCode.Accepted);
        (await SendAsync(host, HttpMethod.Patch, $"conversations/{id}/profile", """{ "fields": { "age": "" }, "isBlocked": false }""")).Should().Be(HttpStatusCode.Accepted);
        JsonElement profile = default;
        await host.UntilAsync(async () => (profile = await GetAsync(host, $"conversations/{id}/profile")).GetProperty("fields").EnumerateObject().Count() == 1);

        profile.GetProperty("name").GetString().Should().Be("Zoë B.");
        profile.GetProperty("displayName").GetString().Should().Be("Zoë");
        profile.GetProperty("language").GetString().Should().Be("fr");
        profile.GetProperty("labels").GetRawText().Should().Be("""["vip"]""");
        profile.GetProperty("roles").GetRawText().Should().Be("""["parent"]""");
        profile.GetProperty("fields").GetProperty("city").GetString().Should().Be("Lyon");
        profile.GetProperty("consent").GetString().Should().Be("OptedIn");
        profile.GetProperty("consentAt").GetDateTimeOffset().Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        profile.GetProperty("isBlocked").GetBoolean().Should().BeFalse();
        profile.GetProperty("addresses")[0].GetProperty("value").GetString().Should().Be("15551112222");
    }

    [Theory]
    [InlineData("""{ "nmae": "x" }""", "nmae")]
    [InlineData("""{ "name": 7 }""", "name")]
    [InlineData("""{ "labels": ["a", 1] }""", "labels")]
    [InlineData("""{ "fields": { "a": 1 } }""", "fields")]
    [InlineData("""{ "consent": "1" }""", "consent")]
    [InlineData("""{ "isBlocked": "yes" }""", "isBlocked")]
    [InlineData("[]", "JSON object")]
    [InlineData("{", "JSON object")]
    public async Task Profile_ChangeThatIsNotUnderstood_IsRefusedAndNamed(string body, string named)
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        string id = await MeetAsync(host);

        HttpResponseMessage answer = await host.AdminAsync(HttpMethod.Patch, $"conversations/{id}/profile", Json(body));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().Should().Contain(named);
    }

    [Fact]
    public async Task Send_Later_IsATimerUntilItIsCancelled()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        string id = await MeetAsync(host);

        HttpResponseMessage answer = await host.AdminAsync(HttpMethod.Post, $"conversations/{id}/sends", Json("""{ "text": "See you at nine!", "purpose": "reminder", "at": "2099-01-01T09:00:00Z", "id": "visit-7" }"""));
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString().Should().Be("visit-7");
        JsonElement timers = default;
        await host.UntilAsync(async () => (timers = (await GetAsync(host, $"conversations/{id}/timers")).GetProperty("timers")).GetArrayLength() == 1);

        timers[0].GetProperty("id").GetString().Should().Be("visit-7");
        timers[0].GetProperty("dueAt").GetDateTimeOffset().Should().Be(new DateTimeOffset(2099, 1, 1, 9, 0, 0, TimeSpan.Zero));
        timers[0].GetProperty("data").GetProperty("message").GetProperty("purpose").GetString().Should().Be("Reminder");
        (await SendAsync(host, HttpMethod.Delete, $"conversations/{id}/timers/visit-7", null)).Should().Be(HttpStatusCode.Accepted);
        await host.UntilAsync(async () => (await GetAsync(host, $"conversations/{id}/timers")).GetProperty("timers").GetArrayLength() == 0);
    }

    [Fact]
    public async Task Send_Now_IsSentOncePerIdAndObeysTheOptOut()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        string id = await MeetAsync(host);
        await SendAsync(host, HttpMethod.Patch, $"conversations/{id}/profile", """{ "consent": "OptedOut" }""");
        for (int i = 0; i < 2; i++)
        {
            (await SendAsync(host, HttpMethod.Post, $"conversations/{id}/sends", """{ "message": { "$kind": "text", "text": "Buy now" }, "purpose": "Marketing", "id": "campaign" }""")).Should().Be(HttpStatusCode.Accepted);
        }

        await SendAsync(host, HttpMethod.Post, $"conversations/{id}/sends", """{ "text": "An answer." }""");
        string transcript = "";
        await host.UntilAsync(async () => (transcript = (await GetAsync(host, $"conversations/{id}/messages")).GetRawText()).Contains("An answer.", StringComparison.Ordinal));

        transcript.Split("Buy now").Should().HaveCount(2);
        transcript.Should().Contain("optedOut");
    }

    [Theory]
    [InlineData("""{ }""", "text")]
    [InlineData("""{ "message": { "$kind": "nothing" } }""", "message")]
    [InlineData("""{ "text": "x", "purpose": "3" }""", "purpose")]
    [InlineData("""{ "text": "x", "at": "tomorrow" }""", "at")]
    [InlineData("""{ "text": "x", "id": "" }""", "id")]
    public async Task Send_ThatIsNotUnderstood_IsRefused(string body, string named)
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        string id = await MeetAsync(host);

        HttpResponseMessage answer = await host.AdminAsync(HttpMethod.Post, $"conversations/{id}/sends", Json(body));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().Should().Contain($"\"{named}\"");
    }

    [Fact]
    public async Task Export_NamesThatAreFormulas_AreTextAndQuotesAreDoubled()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        string id = await MeetAsync(host);
        await SendAsync(host, HttpMethod.Patch, $"conversations/{id}/profile", """
            { "name": " =HYPERLINK(\"http://x\")", "labels": ["@sum", "b"], "roles": ["-1", "+2"], "fields": { "note": "a,b" } }
            """);
        await host.UntilAsync(async () => (await GetAsync(host, $"conversations/{id}/profile")).GetProperty("labels").GetArrayLength() == 2);

        HttpResponseMessage answer = await host.AdminAsync(HttpMethod.Get, "contacts.csv");
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync();

        answer.Content.Headers.ContentType!.ToString().Should().Be("text/csv; charset=utf-8");
        bytes[..3].Should().Equal(Encoding.UTF8.Preamble.ToArray());
        string[] lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("conversation,account,name,display_name,username,phone,");
        lines[1].Should().StartWith($"{id},meta/default,\"' =HYPERLINK(\"\"http://x\"\")\",Zoë,,15551112222,");
        lines[1].Should().Contain(",'@sum; b,'-1; +2,Unknown,").And.Contain("\"{\"\"note\"\":\"\"a,b\"\"}\"");
    }

    [Fact]
    public async Task Export_MoreThanOnePageWithEqualTimes_ListsEveryoneOnce()
    {
        const int Count = 1203;
        await using TestHost host = await TestHost.StartAsync(WithKey);
        IMailbox mailbox = host.Services.GetRequiredService<IMailbox>();
        for (int i = 0; i < Count; i++)
        {
            var meet = new SendMessageCommand("later", new TextMessage("x")) { At = DateTimeOffset.UtcNow.AddYears(1), To = new ContactIdentity { Addresses = [new(ContactAddressKind.Phone, $"{i}")] } };
            byte[] payload = [.. "meta/default\n"u8, .. ConciergeJson.Write(meet)];
            await mailbox.AppendAsync([new MailboxAppend { Conversation = new ConversationId($"c{i}"), Key = 0, Payload = payload, ReceivedAt = DateTimeOffset.UtcNow }], default);
        }

        await host.UntilAsync(async () => await mailbox.CountAsync(default) == 0);
        string csv = await (await host.AdminAsync(HttpMethod.Get, "contacts.csv")).Content.ReadAsStringAsync();

        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal)
            .Should().Equal(Enumerable.Range(0, Count).Select(i => $"c{i}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Artifacts_Stored_AreListedAndDownloaded()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        string id = await MeetAsync(host);
        await host.Services.GetRequiredService<IRecordStore>().SaveAsync(
            [
                new RecordWrite("artifacts", $"{id}.000001", """{"kind":"ticket"}"""u8.ToArray()),
                new RecordWrite("artifacts", $"{id}.000002", "<script>"u8.ToArray()),
                new RecordWrite("artifacts", "other.000001", "{}"u8.ToArray()),
            ],
            default);

        JsonElement own = (await GetAsync(host, $"conversations/{id}/artifacts")).GetProperty("artifacts");
        own.EnumerateArray().Select(artifact => artifact.GetProperty("id").GetString()).Should().Equal($"{id}.000001", $"{id}.000002");
        own[0].GetProperty("content").GetProperty("kind").GetString().Should().Be("ticket");
        own[1].GetProperty("length").GetInt32().Should().Be(8);
        (await GetAsync(host, "artifacts")).GetProperty("artifacts").GetArrayLength().Should().Be(3);
        HttpResponseMessage file = await host.AdminAsync(HttpMethod.Get, $"artifacts/{id}.000002");
        file.Content.Headers.ContentType!.MediaType.Should().Be("application/octet-stream");
        file.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        file.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        (await file.Content.ReadAsStringAsync()).Should().Be("<script>");
        (await host.AdminAsync(HttpMethod.Get, "artifacts/none")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await GetAsync(host, "sessions")).GetProperty("sessions").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Artifacts_OfAService_AreListedWithoutTheirBytesAndDownloadedAsFiles()
    {
        byte[] page = "<script>alert(1)</script>"u8.ToArray();
        await using TestHost host = await TestHost.StartAsync(WithKey, services => services.AddConcierge().AddService("papers", service => service.Keywords("papers"), turn =>
        {
            turn.AddArtifactFile(ArtifactKinds.Document, page, "text/html; charset=utf-8", "../reçu \"7\".html", key: "page");
            turn.AddArtifact(ArtifactKinds.Booking, "room 12", key: "room");
            return ValueTask.CompletedTask;
        }));
        await host.PostAsync(TestHost.TextMessage("wamid.1", "papers"));
        string id = await OnlyAsync(host);
        JsonElement artifacts = default;
        await host.UntilAsync(async () => (artifacts = (await GetAsync(host, $"conversations/{id}/artifacts")).GetProperty("artifacts")).GetArrayLength() == 2);

        artifacts[0].GetProperty("length").GetInt32().Should().Be(page.Length);
        JsonElement head = artifacts[0].GetProperty("content");
        head.EnumerateObject().Select(member => member.Name).Should().Equal("id", "kind", "service", "session", "conversation", "account", "createdAt", "contentType", "fileName");
        head.GetProperty("kind").GetString().Should().Be("document");
        head.GetProperty("service").GetString().Should().Be("papers");
        head.GetProperty("account").GetString().Should().Be("meta/default");
        artifacts[1].GetProperty("content").GetProperty("data").GetString().Should().Be("room 12");

        HttpResponseMessage file = await host.AdminAsync(HttpMethod.Get, $"artifacts/{id}.page");
        (await file.Content.ReadAsByteArrayAsync()).Should().Equal(page);
        file.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        file.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        file.Content.Headers.ContentDisposition.FileNameStar.Should().Be("reçu _7_.html");
        file.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        file.Headers.GetValues("Content-Security-Policy").Should().Equal("sandbox");

        HttpResponseMessage room = await host.AdminAsync(HttpMethod.Get, $"artifacts/{id}.room");
        (await room.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetString().Should().Be("room 12");
        room.Content.Headers.ContentDisposition!.FileName.Should().Be($"{id}.room.json");
    }

    [Fact]
    public async Task Artifacts_Many_AreListedPageByPage()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        string[] ids = [.. Enumerable.Range(0, 40).Select(i => $"c.{i:D3}")];
        await host.Services.GetRequiredService<IRecordStore>().SaveAsync([.. ids.Select(id => new RecordWrite(Artifact.Collection, id, "{}"u8.ToArray()))], default);

        (await IdsAsync("artifacts")).Should().Equal(ids);
        (await IdsAsync("artifacts?limit=35")).Should().Equal(ids[..35]);
        (await IdsAsync("conversations/c/artifacts?limit=16&after=c.034")).Should().Equal(ids[35..]);

        async Task<IEnumerable<string?>> IdsAsync(string path) =>
            (await GetAsync(host, path)).GetProperty("artifacts").EnumerateArray().Select(artifact => artifact.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Merge_TwoContacts_BothAreKnownAsOneAndListedOnce()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        string into = await MeetAsync(host);
        var messenger = host.Services.GetRequiredService<IConciergeMessenger>();
        string from = (await messenger.SendAsync(new AccountKey("meta", AccountKey.DefaultName), new ContactAddress(ContactAddressKind.Phone, "15553334444"), new TextMessage("hi"))).Conversation.Value;
        await host.UntilAsync(async () => await host.AdminAsync(HttpMethod.Get, $"conversations/{from}") is { StatusCode: HttpStatusCode.OK });
        (await SendAsync(host, HttpMethod.Patch, $"conversations/{from}/profile", """{ "labels": ["vip"] }""")).Should().Be(HttpStatusCode.Accepted);

        (await SendAsync(host, HttpMethod.Post, $"conversations/{from}/merge", $$"""{ "into": "{{into}}", "by": "eve" }""")).Should().Be(HttpStatusCode.Accepted);

        await host.UntilAsync(async () => (await GetAsync(host, $"conversations/{into}/profile")).GetProperty("labels").GetRawText() == """["vip"]""");
        (await GetAsync(host, $"conversations/{into}/profile")).GetProperty("addresses").GetArrayLength().Should().Be(2);
        (await GetAsync(host, $"conversations/{from}")).GetProperty("conversation").GetProperty("mergedInto").GetString().Should().Be(into);
        string csv = await (await host.AdminAsync(HttpMethod.Get, "contacts.csv")).Content.ReadAsStringAsync();
        csv.Should().Contain(into).And.NotContain(from);

        (await SendAsync(host, HttpMethod.Post, $"conversations/{into}/merge", $$"""{ "into": "{{into}}" }""")).Should().Be(HttpStatusCode.BadRequest);
        (await SendAsync(host, HttpMethod.Post, $"conversations/{into}/merge", """{ "into": "nobody" }""")).Should().Be(HttpStatusCode.BadRequest);
        (await SendAsync(host, HttpMethod.Post, $"conversations/{into}/merge", "{}")).Should().Be(HttpStatusCode.BadRequest);
        (await SendAsync(host, HttpMethod.Post, "conversations/nobody/merge", $$"""{ "into": "{{into}}" }""")).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Erase_KnownPerson_IsGoneAndListedAndARedeliveryBringsNothingBack()
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);
        byte[] webhook = TestHost.TextMessage("wamid.1", "my secret");
        await host.PostAsync(webhook);
        string id = await OnlyAsync(host);

        (await SendAsync(host, HttpMethod.Delete, $"conversations/{id}", null)).Should().Be(HttpStatusCode.Accepted);
        await host.UntilAsync(async () => (await host.AdminAsync(HttpMethod.Get, $"conversations/{id}")).StatusCode == HttpStatusCode.NotFound);
        (await host.PostAsync(webhook)).StatusCode.Should().Be(HttpStatusCode.OK);

        (await GetAsync(host, "conversations")).GetProperty("conversations").GetArrayLength().Should().Be(0);
        (await GetAsync(host, "erasures")).GetProperty("erasures")[0].GetProperty("conversation").GetString().Should().Be(id);
        (await SendAsync(host, HttpMethod.Delete, $"conversations/{id}", null)).Should().Be(HttpStatusCode.NotFound);
        await host.PostAsync(TestHost.TextMessage("wamid.2", "hello again"));
        (await OnlyAsync(host)).Should().NotBe(id);
        host.Handled.Should().Equal("my secret", "hello again");
    }

    [Theory]
    [InlineData("GET", "profile")]
    [InlineData("PATCH", "profile")]
    [InlineData("POST", "sends")]
    [InlineData("GET", "timers")]
    [InlineData("DELETE", "timers/x")]
    public async Task UnknownConversation_Is404(string method, string route)
    {
        await using TestHost host = await TestHost.StartAsync(WithKey);

        (await SendAsync(host, new HttpMethod(method), $"conversations/none/{route}", "{}")).Should().Be(HttpStatusCode.NotFound);
        (await SendAsync(host, new HttpMethod(method), $"conversations/@meta.default/{route}", "{}")).Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<string> MeetAsync(TestHost host)
    {
        await host.PostAsync(TestHost.TextMessage("wamid.1", "hello"));
        return await OnlyAsync(host);
    }

    private static async Task<string> OnlyAsync(TestHost host)
    {
        await host.UntilAsync(async () => (await GetAsync(host, "conversations")).GetProperty("conversations").GetArrayLength() == 1);
        return (await GetAsync(host, "conversations")).GetProperty("conversations")[0].GetProperty("id").GetString()!;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> GetAsync(TestHost host, string path) =>
        await (await host.AdminAsync(HttpMethod.Get, path)).Content.ReadFromJsonAsync<JsonElement>();

    private static async Task<HttpStatusCode> SendAsync(TestHost host, HttpMethod method, string path, string? body) =>
        (await host.AdminAsync(method, path, body is null ? null : Json(body))).StatusCode;
}
