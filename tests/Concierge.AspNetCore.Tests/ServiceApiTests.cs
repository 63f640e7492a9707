using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Concierge.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.AspNetCore.Tests;

/// <summary>The catalogue, roles and sessions over HTTP. (C1 C4 C5 E3)</summary>
public sealed class ServiceApiTests
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Concierge:AdminApi:Key"] = TestHost.AdminKey,
        ["Concierge:Services:hours:Processing"] = "answer",
        ["Concierge:Services:hours:Prompts:Answer"] = "9 to 6",
        ["Concierge:Services:hours:IntrinsicId:Values:0"] = "open sesame",
        ["Concierge:Roles:0:Phone"] = "+33 612345678",
        ["Concierge:Roles:0:Role"] = "admin",
    };

    [Fact]
    public async Task Service_CreatedChangedSwitchedOffAndRemoved_HoldsAtOnce()
    {
        await using TestHost host = await TestHost.StartAsync(Settings);

        (HttpStatusCode status, JsonElement created) = await SendAsync(host, HttpMethod.Put, "services/price", """{ "processing": "human", "triggers": { "keywords": [ "price" ] } }""");
        status.Should().Be(HttpStatusCode.OK);
        long version = created.GetProperty("version").GetInt64();
        (status, JsonElement changed) = await SendAsync(host, HttpMethod.Put, "services/price", $$"""{ "processing": "human", "displayName": { "fr": "Prix" }, "triggers": { "keywords": [ "price" ] }, "version": {{version}} }""");
        status.Should().Be(HttpStatusCode.OK);

        await host.PostAsync(TestHost.TextMessage("wamid.1", "what price?"));
        await host.UntilAsync(async () => (await GetAsync(host, "conversations")).GetProperty("conversations") is { } all && all.GetArrayLength() == 1 && all[0].GetProperty("handling").GetString() == "Human");
        string id = (await GetAsync(host, "conversations")).GetProperty("conversations")[0].GetProperty("id").GetString()!;
        (await GetAsync(host, $"conversations/{id}/messages")).GetRawText().Should().Contain("price: keyword 'price'");
        JsonElement session = (await GetAsync(host, $"conversations/{id}/sessions")).GetProperty("sessions")[0];
        session.GetProperty("service").GetString().Should().Be("price");
        session.GetProperty("state").GetString().Should().Be("HandedOff");

        (status, JsonElement off) = await SendAsync(host, HttpMethod.Post, "services/price/off");
        status.Should().Be(HttpStatusCode.OK);
        off.GetProperty("version").GetInt64().Should().NotBe(changed.GetProperty("version").GetInt64());
        (await GetAsync(host, "services/price")).GetProperty("definition").GetProperty("active").GetBoolean().Should().BeFalse();
        (status, _) = await SendAsync(host, HttpMethod.Delete, $"services/price?version={off.GetProperty("version")}");
        status.Should().Be(HttpStatusCode.OK);
        (await host.AdminAsync(HttpMethod.Get, "services/price")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Form_StoredOverHttp_IsFilledInChangedAndSwitchedOff()
    {
        await using TestHost host = await TestHost.StartAsync(Settings);
        const string order = """
            { "processing": "form", "triggers": { "keywords": [ "order" ] }, "version": {version},
              "form": { "withoutConfirmation": true, "fields": [
                { "name": "product", "choices": [ { "value": "bread" }, { "value": "cake", "title": { "fr": "gâteau", "*": "cake" } } ] },
                { "name": "count", "type": "integer", "min": 1, "max": {max}, "units": [ "pieces" ] } ] } }
            """;

        (HttpStatusCode status, JsonElement created) = await SendAsync(host, HttpMethod.Put, "services/order", Order("0", "5"));
        status.Should().Be(HttpStatusCode.OK);
        string version = created.GetProperty("version").GetRawText();
        (status, JsonElement refused) = await SendAsync(host, HttpMethod.Put, "services/order", Order(version, "0"));
        status.Should().Be(HttpStatusCode.UnprocessableEntity);
        refused.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()).Should().Equal("form.fields[1] (count): min (1) is greater than max (0).");
        JsonElement kept = (await GetAsync(host, "services/order")).GetProperty("definition");
        kept.GetProperty("version").GetRawText().Should().Be(version);
        kept.GetProperty("form").GetProperty("fields")[1].GetProperty("max").GetString().Should().Be("5");

        await host.PostAsync(TestHost.TextMessage("wamid.1", "I'd like to order 3 pieces"));
        await host.UntilAsync(async () => (await GetAsync(host, "sessions")).GetProperty("sessions").GetArrayLength() == 1);
        (status, JsonElement changed) = await SendAsync(host, HttpMethod.Put, "services/order", Order(version, "9").Replace("\"bread\"", "\"toast\"", StringComparison.Ordinal));
        status.Should().Be(HttpStatusCode.OK);
        changed.GetProperty("version").GetRawText().Should().NotBe(version);
        await host.PostAsync(TestHost.TextMessage("wamid.2", "toast"));
        await host.UntilAsync(async () => (await GetAsync(host, "artifacts")).GetProperty("artifacts").GetArrayLength() == 1);

        JsonElement artifact = (await GetAsync(host, "artifacts")).GetProperty("artifacts")[0];
        artifact.GetRawText().Should().Contain("\"kind\":\"order\"");
        (await GetAsync(host, $"artifacts/{artifact.GetProperty("id").GetString()}")).GetRawText().Should().Contain("""{"product":"toast","count":3}""");
        await host.UntilAsync(async () => (await GetAsync(host, "sessions")).GetProperty("sessions")[0].GetProperty("content").GetProperty("state").GetString() == "Completed");
        (status, _) = await SendAsync(host, HttpMethod.Post, "services/order/off");
        status.Should().Be(HttpStatusCode.OK);
        await host.PostAsync(TestHost.TextMessage("wamid.3", "order"));
        await host.UntilAsync(() => Task.FromResult(host.Handled.Contains("order")));

        static string Order(string version, string max) => order.Replace("{version}", version, StringComparison.Ordinal).Replace("{max}", max, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "processing": "form" }""", HttpStatusCode.UnprocessableEntity, "form.fields is missing")]
    [InlineData("""{ "processing": "form", "form": { "fields": [ { "name": "a", "typ": "date" } ] } }""", HttpStatusCode.BadRequest, "typ")]
    [InlineData("""{ "processing": "form", "form": { "fields": [ { "name": "a", "min": true } ] } }""", HttpStatusCode.BadRequest, "A limit is a number")]
    [InlineData("""{ "processing": "form", "form": { "fields": [ { "name": "a", "pattern": "(a+)+\\1" } ] } }""", HttpStatusCode.UnprocessableEntity, "form.fields[0] (a): pattern is not a regular expression")]
    [InlineData("""{ "processing": "human", "form": { "fields": [ { "name": "a" } ] } }""", HttpStatusCode.UnprocessableEntity, "its processing is 'human'")]
    public async Task Form_ThatIsBad_IsRefusedWithTheReason(string body, HttpStatusCode expected, string reason)
    {
        await using TestHost host = await TestHost.StartAsync(Settings);

        (HttpStatusCode status, JsonElement answer) = await SendAsync(host, HttpMethod.Put, "services/price", body);

        status.Should().Be(expected);
        (answer.GetProperty("detail").GetString() + (answer.TryGetProperty("problems", out JsonElement problems) ? string.Join(' ', problems.EnumerateArray()) : string.Empty)).Should().Contain(reason);
    }

    [Fact]
    public async Task Description_OfAForm_HasTheMembersThatAFormHas()
    {
        await using TestHost host = await TestHost.StartAsync(Settings);

        JsonElement schemas = (await GetAsync(host, "openapi.json")).GetProperty("components").GetProperty("schemas");

        Members(schemas.GetProperty("Form")).Should().BeEquivalentTo(Members(typeof(FormDefinition)));
        Members(schemas.GetProperty("FormField")).Should().BeEquivalentTo(Members(typeof(FormFieldDefinition)));
        schemas.GetProperty("FormField").GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray().Select(type => type.GetString())
            .Should().BeEquivalentTo(typeof(FormFieldTypes).GetFields().Select(type => type.GetRawConstantValue()));

        static IEnumerable<string> Members(object of) => of is Type type
            ? type.GetProperties().Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name))
            : ((JsonElement)of).GetProperty("properties").EnumerateObject().Select(member => member.Name);
    }

    [Fact]
    public async Task Service_OfAnotherVersion_Is409WithTheStoredOne()
    {
        await using TestHost host = await TestHost.StartAsync(Settings);
        (_, JsonElement created) = await SendAsync(host, HttpMethod.Put, "services/price", """{ "processing": "human" }""");

        (HttpStatusCode status, JsonElement answer) = await SendAsync(host, HttpMethod.Put, "services/price", """{ "processing": "human", "version": 0 }""");

        status.Should().Be(HttpStatusCode.Conflict);
        answer.GetProperty("version").GetInt64().Should().Be(created.GetProperty("version").GetInt64());
        (await SendAsync(host, HttpMethod.Delete, "services/price?version=99999")).Status.Should().Be(HttpStatusCode.Conflict);
        (await SendAsync(host, HttpMethod.Delete, "services/price")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest, "JSON")]
    [InlineData("""{ "processing": "human", "keywords": [] }""", HttpStatusCode.BadRequest, "keywords")]
    [InlineData("""{ "name": "other", "processing": "human" }""", HttpStatusCode.BadRequest, "another name")]
    [InlineData("""{ "processing": "magic" }""", HttpStatusCode.UnprocessableEntity, "processing is 'magic'")]
    [InlineData("""{ "processing": "human", "triggers": { "default": true } }""", HttpStatusCode.UnprocessableEntity, "'record' is the default already")]
    public async Task Service_ThatIsBad_IsRefusedWithTheReason(string body, HttpStatusCode expected, string reason)
    {
        await using TestHost host = await TestHost.StartAsync(Settings);

        (HttpStatusCode status, JsonElement answer) = await SendAsync(host, HttpMethod.Put, "services/price", body);

        status.Should().Be(expected);
        string text = answer.GetProperty("detail").GetString() + (answer.TryGetProperty("problems", out JsonElement problems) ? string.Join(' ', problems.EnumerateArray()) : string.Empty);
        text.Should().Contain(reason);
        (await GetAsync(host, "services")).GetProperty("services").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task Services_OfCodeAndConfiguration_AreListedWithoutTheirCodes()
    {
        await using TestHost host = await TestHost.StartAsync(Settings);

        JsonElement list = await GetAsync(host, "services");

        list.GetProperty("services").EnumerateArray().Select(service => (service.GetProperty("definition").GetProperty("name").GetString(), service.GetProperty("source").GetString()))
            .Should().Equal(("record", "Code"), ("hours", "Configuration"));
        list.GetRawText().Should().NotContain("sesame").And.Contain("***");
    }

    [Fact]
    public async Task ServiceOfTheConfiguration_SwitchedOff_IsInTheStoreWithItsCodesHashed()
    {
        await using TestHost host = await TestHost.StartAsync(Settings);

        (HttpStatusCode status, _) = await SendAsync(host, HttpMethod.Post, "services/hours/off");

        status.Should().Be(HttpStatusCode.OK);
        JsonElement service = await GetAsync(host, "services/hours");
        service.GetProperty("source").GetString().Should().Be("Store");
        service.GetRawText().Should().Contain("pbkdf2:").And.NotContain("sesame");
        (await SendAsync(host, HttpMethod.Post, "services/hours/on")).Status.Should().Be(HttpStatusCode.OK);
        (await SendAsync(host, HttpMethod.Post, "services/none/on")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Roles_GrantedAndTakenAway_AreListed()
    {
        await using TestHost host = await TestHost.StartAsync(Settings);

        (await SendAsync(host, HttpMethod.Post, "roles", """{ "phone": "+4915112345678", "role": "superAdmin" }""")).Status.Should().Be(HttpStatusCode.OK);
        (await SendAsync(host, HttpMethod.Post, "roles", """{ "phone": "4915112345678", "role": "client", "service": "hours" }""")).Status.Should().Be(HttpStatusCode.OK);
        (await SendAsync(host, HttpMethod.Post, "roles", """{ "phone": "4915112345678" }""")).Status.Should().Be(HttpStatusCode.OK);

        (await GetAsync(host, "roles")).GetProperty("roles").EnumerateArray().Select(role => role.ToString()).Should().Equal(
            """{"phone":"33612345678","role":"Admin","service":null}""", """{"phone":"4915112345678","role":"Client","service":"hours"}""");
        (await SendAsync(host, HttpMethod.Post, "roles", """{ "phone": "4915112345678", "role": "king" }""")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await SendAsync(host, HttpMethod.Post, "roles", """{ "phone": "call me", "role": "client" }""")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Validator_AtAnAddress_IsAskedAndItsAnswersAreUnderstood()
    {
        await using CodeService web = await CodeService.StartAsync();
        var settings = new Dictionary<string, string?>(Settings) { ["Concierge:IdValidators:web:Url"] = web.Address, ["Concierge:IdValidators:web:Secret"] = "s3cret" };
        await using TestHost asking = await TestHost.StartAsync(settings, services => services.AddConcierge().AddService(
            "asks",
            s => s.Keywords("lesson").RequireId(new IntrinsicIdRule { Validator = "web", MaxAttempts = 5 }),
            turn =>
            {
                web.Subjects.Enqueue(turn.Document.Profile.IntrinsicIds["asks"]);
                return ValueTask.CompletedTask;
            }));

        int number = 0;
        foreach (string text in (string[])["lesson", "wrong", "away", "odd", "right"])
        {
            await asking.PostAsync(TestHost.TextMessage($"wamid.{++number}", text));
        }

        await asking.UntilAsync(() => Task.FromResult(!web.Subjects.IsEmpty));
        web.Subjects.Should().Equal("family 7");
        web.Asked.Should().Equal("wrong", "away", "odd", "right");
        string id = (await GetAsync(asking, "conversations")).GetProperty("conversations")[0].GetProperty("id").GetString()!;
        (await GetAsync(asking, $"conversations/{id}/messages")).GetProperty("messages").EnumerateArray()
            .Where(line => line.TryGetProperty("decision", out _)).Select(line => line.GetProperty("decision").GetString()).Reverse()
            .Should().Equal("asks: keyword 'lesson', asked for its code", "asks: its code was wrong", "asks: its code could not be checked", "asks: its code could not be checked", "asks: its code was right");
    }

    [Theory]
    [InlineData("http://validator.example")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("")]
    public async Task Validator_AtAnOpenAddress_KeepsTheHostFromStarting(string url)
    {
        Func<Task> start = () => TestHost.StartAsync(new(Settings) { ["Concierge:IdValidators:web:Url"] = url });

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("Concierge:IdValidators:web:Url must be an https address*");
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(TestHost host, HttpMethod method, string path, string? body = null)
    {
        HttpResponseMessage answer = await host.AdminAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<JsonElement> GetAsync(TestHost host, string path) =>
        await (await host.AdminAsync(HttpMethod.Get, path)).Content.ReadFromJsonAsync<JsonElement>();
}
