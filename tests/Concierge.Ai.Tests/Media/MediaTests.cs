#pragma warning disable MEAI001 // Speech is experimental upstream.

namespace Concierge.Ai.Tests.Media;

/// <summary>D3: images, voice notes and documents, and a clear answer for what cannot be read.</summary>
public sealed class MediaTests
{
    private readonly ScriptedClient _model = new ScriptedClient().Always(_ => [new TextContent("ok")]);

    [Fact]
    public async Task Image_ForAModelThatSees_IsGivenToIt()
    {
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Configure(o => o.Media.ModelReads.Add("image/*")));

        await bot.Person().SendsFileAsync(MediaKind.Image, new byte[] { 1, 2, 3 }, "image/jpeg", caption: "what is this?").AnswersAsync("ok");

        DataContent image = _model.Last.Messages[^1].Contents.OfType<DataContent>().Single();
        image.MediaType.Should().Be("image/jpeg");
        image.Data.ToArray().Should().Equal(1, 2, 3);
        _model.Last.Messages[^1].Text.Should().Contain("what is this?").And.Contain("from a caption");
    }

    [Theory]
    [InlineData(MediaKind.Image, "image/jpeg", "image")]
    [InlineData(MediaKind.Audio, "audio/ogg; codecs=opus", "audio")]
    [InlineData(MediaKind.Video, "video/mp4", "video")]
    [InlineData(MediaKind.Document, "application/pdf", "document")]
    public async Task Kind_ThatNobodyReads_IsAnsweredClearly(MediaKind kind, string type, string name)
    {
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model);

        await bot.Person().SendsFileAsync(kind, new byte[] { 1 }, type).AnswersAsync($"Sorry, I cannot read this kind of message ({name}). Could you write it as text?");

        _model.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task File_ThatIsTooLarge_IsAnsweredClearly()
    {
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Configure(o => o.Media.MaxBytes = 10));

        await bot.Person().SendsFileAsync(MediaKind.Document, new byte[11], "text/plain").AnswersWithAsync("too large");

        _model.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task VoiceNote_IsTranscribedAndIsThePersonsOwnWord()
    {
        int written = 0;
        var model = new ScriptedClient().Calls(("1", "write", new { })).Says("done");
        await using ConciergeTestHost bot = await TestAi.StartAsync(model, s => s.Tool(() => ++written, "write"), c => c.Services.AddSingleton<ISpeechToTextClient>(new Ear("book a table")));

        await bot.Person().SendsFileAsync(MediaKind.Audio, new byte[] { 1 }, "audio/ogg; codecs=opus").AnswersAsync("done");

        model.Requests[0].Messages[^1].Text.Should().Be("book a table");
        written.Should().Be(1, "the person has asked for it");
    }

    [Fact]
    public async Task Document_IsReadAsTextOrByTheHost()
    {
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Configure(o =>
            o.Media.ExtractText = (document, _) => ValueTask.FromResult<string?>(document.MimeType == "application/pdf" ? $"pages of {document.Content.Length}" : null)));

        await bot.Person().SendsFileAsync(MediaKind.Document, "name,price"u8.ToArray(), "text/csv").AnswersAsync("ok");
        _model.Last.Messages[^1].Text.Should().StartWith("[data ").And.Contain("name,price");
        await bot.Person().SendsFileAsync(MediaKind.Document, new byte[7], "application/pdf").AnswersAsync("ok");
        _model.Last.Messages[^1].Text.Should().Contain("pages of 7");
    }

    private sealed class Ear(string hears) : ISpeechToTextClient
    {
        public Task<SpeechToTextResponse> GetTextAsync(Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new SpeechToTextResponse(hears));

        public IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
