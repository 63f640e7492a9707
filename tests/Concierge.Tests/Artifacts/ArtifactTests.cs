using System.Text;
using System.Text.Json;
using Concierge.Events;
using Concierge.Storage;
using Concierge.Testing;
using Concierge.Tests.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Artifacts;

/// <summary>What a host's own service leaves behind. (C6)</summary>
public sealed class ArtifactTests
{
    private static readonly byte[] Pdf = [0x25, 0x50, 0x44, 0x46, 0x00, 0xFF, 0x0A];

    [Fact]
    public async Task Data_OfAService_IsStoredReadAndTold()
    {
        var events = new RecordingSubscriber();
        await using ConciergeTestHost bot = await StartAsync(turn => turn.AddArtifact(ArtifactKinds.Booking, new Stay("12", 3)), events);

        await bot.SaysAsync("a room").AnswersAsync("done");
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        (StoredRecord record, Artifact artifact) = await OnlyAsync(bot);
        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        artifact.Should().BeEquivalentTo(new
        {
            record.Id,
            Kind = "booking",
            Service = "desk",
            Session = document.Session!.Id,
            Conversation = document.Id,
            document.Account,
            ContentType = "application/json",
            FileName = (string?)null,
        });
        record.Id.Should().StartWith($"{document.Id}.");
        artifact.Data!.Value.GetRawText().Should().Be("""{"room":"12","nights":3}""");
        artifact.Content.ToArray().Should().Equal(record.Content.ToArray());
        artifact.CreatedAt.Should().BeCloseTo(bot.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
        artifact.ToString().Should().NotContain("12\"");
        Told(events).GetRawText().Should().Be($$"""
            {"id":"{{record.Id}}","kind":"booking","service":"desk","session":"{{document.Session.Id}}","contentType":"application/json","length":{{record.Content.Length}}}
            """);
    }

    [Fact]
    public async Task File_OfAService_IsReadByteForByte()
    {
        var events = new RecordingSubscriber();
        await using ConciergeTestHost bot = await StartAsync(turn => turn.AddArtifactFile(ArtifactKinds.Document, Pdf, "application/pdf", "Reçu n° 7.pdf"), events);

        await bot.SaysAsync("the receipt").AnswersAsync("done");
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        (_, Artifact artifact) = await OnlyAsync(bot);
        artifact.Content.ToArray().Should().Equal(Pdf);
        artifact.Should().BeEquivalentTo(new { ContentType = "application/pdf", FileName = "Reçu n° 7.pdf", Data = (JsonElement?)null });
        Told(events).GetProperty("length").GetInt32().Should().Be(Pdf.Length);
        Told(events).GetProperty("contentType").GetString().Should().Be("application/pdf");
    }

    [Fact]
    public async Task Text_OfAService_IsAFileOfUtf8()
    {
        await using ConciergeTestHost bot = await StartAsync(turn => turn.AddArtifactFile(ArtifactKinds.Response, "Voilà !"));

        await bot.SaysAsync("write");

        (_, Artifact artifact) = await OnlyAsync(bot);
        artifact.ContentType.Should().Be("text/plain; charset=utf-8");
        Encoding.UTF8.GetString(artifact.Content.Span).Should().Be("Voilà !");
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\temp\\a.txt", "a.txt")]
    [InlineData("in\r\nvoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("a:b*c?.txt", "a_b_c_.txt")]
    [InlineData("..", null)]
    [InlineData("", null)]
    public async Task FileName_OfAnotherFolder_IsAFileInThisOne(string given, string? kept)
    {
        await using ConciergeTestHost bot = await StartAsync(turn => turn.AddArtifactFile("x", Pdf, "application/pdf", given));

        await bot.SaysAsync("write");

        (await OnlyAsync(bot)).Artifact.FileName.Should().Be(kept);
    }

    [Fact]
    public async Task Turn_ThatRunsAgain_LeavesTheSameArtifactsOnce()
    {
        int runs = 0;
        List<string> ids = [];
        await using ConciergeTestHost bot = await StartAsync(turn =>
        {
            ids.Add(turn.AddArtifact(ArtifactKinds.Lead, new Stay("12", 3)));
            ids.Add(turn.AddArtifact(ArtifactKinds.Lead, new Stay("14", 1)));
            if (runs++ == 0)
            {
                throw new InvalidOperationException("once more");
            }
        });

        await bot.SaysAsync("two rooms");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));

        runs.Should().Be(2);
        ids[2..].Should().Equal(ids[..2]).And.OnlyHaveUniqueItems();
        (await AllAsync(bot)).Select(record => record.Id).Should().Equal(ids[..2]);

        await bot.SaysAsync("and two more");
        (await AllAsync(bot)).Should().HaveCount(4);
    }

    [Fact]
    public async Task Key_GivenAgain_ReplacesTheArtifact()
    {
        await using ConciergeTestHost bot = await StartAsync(turn =>
        {
            turn.AddArtifact(ArtifactKinds.Document, new Stay("draft", 0), key: "offer");
            turn.AddArtifact(ArtifactKinds.Document, new Stay(turn.Text, 1), key: "offer", service: "sales");
        });

        await bot.SaysAsync("first");
        await bot.SaysAsync("second");

        (StoredRecord record, Artifact artifact) = await OnlyAsync(bot);
        record.Id.Should().Be($"{artifact.Conversation}.offer");
        artifact.Data!.Value.GetProperty("room").GetString().Should().Be("second");
        artifact.Service.Should().Be("sales");
        artifact.Session.Should().BeNull("it is not that service which the person visits");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Artifact_ThatCannotBe_IsRefused(Action<TurnContext> add, string reason)
    {
        await using ConciergeTestHost bot = await StartAsync(add);

        await bot.SaysAsync("write");

        bot.Failures.Should().NotBeEmpty().And.OnlyContain(failure => failure is ArgumentException && failure.Message.Contains(reason));
        (await AllAsync(bot)).Should().BeEmpty();
    }

    public static TheoryData<Action<TurnContext>, string> Refused() => new()
    {
        { turn => turn.AddArtifactFile("x", new byte[Artifact.MaxBytes + 1], "application/pdf"), "at most 1048576 bytes" },
        { turn => turn.AddArtifact("x", new string('a', Artifact.MaxBytes)), "at most 1048576 bytes" },
        { turn => turn.AddArtifactFile("x", Pdf, "pdf"), "media type" },
        { turn => turn.AddArtifactFile("x", Pdf, "text/html\r\nX: y"), "media type" },
        { turn => turn.AddArtifact("x", 1, key: "a.b"), "key" },
        { turn => turn.AddArtifact(" ", 1), "kind" },
    };

    [Fact]
    public async Task LargestFile_IsKept()
    {
        await using ConciergeTestHost bot = await StartAsync(turn => turn.AddArtifactFile("x", new byte[Artifact.MaxBytes], "application/octet-stream"));

        await bot.SaysAsync("write");

        (await OnlyAsync(bot)).Artifact.Content.Length.Should().Be(Artifact.MaxBytes);
    }

    /// <summary>What hosts wrote into the collection by themselves.</summary>
    [Theory]
    [InlineData("""{"kind":"ticket"}""")]
    [InlineData("""{"id":"c.1","kind":"x","conversation":"c","contentType":"text/html","content":"no base64!"}""")]
    [InlineData("""{"id":"c.1","kind":"x","conversation":"c","contentType":"html","content":"AAAA"}""")]
    [InlineData("""{"id":"other","kind":"x","conversation":"c","data":1}""")]
    [InlineData("[]")]
    [InlineData("<script>")]
    [InlineData("")]
    public void Read_RecordOfAnotherForm_IsNone(string content) =>
        Artifact.Read(new StoredRecord("c.1", Encoding.UTF8.GetBytes(content), 1)).Should().BeNull();

    private static Task<ConciergeTestHost> StartAsync(Action<TurnContext> add, RecordingSubscriber? events = null) => ConciergeTestHost.StartAsync(c =>
    {
        if (events is not null)
        {
            c.Services.AddSingleton<IEventSubscriber>(events);
        }

        c.AddService("desk", service => service.Default(), turn =>
        {
            add(turn);
            turn.Reply("done");
            return ValueTask.CompletedTask;
        });
    });

    private static JsonElement Told(RecordingSubscriber events) =>
        events.Heard.Should().ContainSingle(heard => heard.Type == ConciergeEventTypes.ArtifactCreated).Which.Data!.Value;

    private static async Task<IReadOnlyList<StoredRecord>> AllAsync(ConciergeTestHost bot) =>
        await bot.Services.GetRequiredService<IRecordStore>().ListAsync(Artifact.Collection, string.Empty, null, 100, default);

    private static async Task<(StoredRecord Record, Artifact Artifact)> OnlyAsync(ConciergeTestHost bot)
    {
        StoredRecord record = (await AllAsync(bot)).Should().ContainSingle().Subject;
        return (record, Artifact.Read(record)!);
    }
}
