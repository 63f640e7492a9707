using System.Text;
using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Tests.Speech;

public sealed class TranscriptionTests
{
    [Theory]
    [InlineData("OggS", "audio.ogg", "audio/ogg")]
    [InlineData("RIFF", "audio.wav", "audio/wav")]
    [InlineData("ID3x", "audio.mp3", "audio/mpeg")]
    [InlineData("....ftypM4A", "audio.m4a", "audio/mp4")]
    [InlineData("#!AMR", "audio.amr", "audio/amr")]
    [InlineData("?", "audio.ogg", "audio/ogg")]
    public async Task Recording_IsSentAsAForm_NamedByWhatItIs(string head, string name, string mediaType)
    {
        IFormCollection? form = null;
        await using ModelServer server = await ModelServer.StartAsync(async context =>
        {
            form = await context.Request.ReadFormAsync();
            await context.Response.WriteAsync("""{"text":" Hello there ","language":"en","duration":2.5,"usage":{"input_tokens":14,"output_tokens":3,"total_tokens":17}}""");
        });
        using var audio = new MemoryStream(Encoding.ASCII.GetBytes(head + "rest"));

        SpeechToTextResponse response = await Client(server).GetTextAsync(audio, new SpeechToTextOptions { SpeechLanguage = "fr-FR" });

        response.Text.Should().Be("Hello there");
        response.EndTime.Should().Be(TimeSpan.FromSeconds(2.5));
        response.Usage!.TotalTokenCount.Should().Be(17);
        IFormFile file = form!.Files.Single();
        (file.Name, file.FileName, file.ContentType, file.Length).Should().Be(("file", name, mediaType, head.Length + 4));
        form.Should().Contain(field => field.Key == "model" && field.Value == "test-model");
        form.Should().Contain(field => field.Key == "language" && field.Value == "fr");
        audio.CanRead.Should().BeTrue("the stream is the caller's");
        server.Requests.Single().Address.Should().Be("/v1/audio/transcriptions");
    }

    [Fact]
    public async Task Recording_ThatIsTooLargeOrEmpty_IsNotSent()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text("{}"));
        ISpeechToTextClient client = Client(server, options => options.MaxUploadBytes = 2_000);

        Func<Task> large = () => client.GetTextAsync(new MemoryStream(new byte[2_001]));
        Func<Task> empty = () => client.GetTextAsync(new MemoryStream());

        ModelRequestException exception = (await large.Should().ThrowAsync<ModelRequestException>()).Which;
        exception.Failure.Should().Be(ModelFailure.TooLong);
        exception.Message.Should().Contain("Concierge:Ai:MaxUploadBytes");
        await empty.Should().ThrowAsync<ArgumentException>();
        server.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"error":{"message":"bad file","code":"invalid_value"}}""", 400, ModelFailure.Rejected)]
    [InlineData("""{"words":[]}""", 200, ModelFailure.InvalidAnswer)]
    public async Task Answer_WithoutText_IsAFailure(string body, int status, ModelFailure failure)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text(body, status));

        Func<Task> transcribe = () => Client(server).GetTextAsync(new MemoryStream([1, 2, 3]));

        (await transcribe.Should().ThrowAsync<ModelRequestException>()).Which.Failure.Should().Be(failure);
    }

    [Fact]
    public async Task Streaming_IsTheWholeText()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text("""{"text":"Hello"}"""));
        var texts = new List<string>();

        await foreach (SpeechToTextResponseUpdate update in Client(server).GetStreamingTextAsync(new MemoryStream([1])))
        {
            texts.Add(update.Text);
        }

        string.Concat(texts).Should().Be("Hello");
    }

    private static ISpeechToTextClient Client(ModelServer server, Action<OpenAiCompatibleOptions>? change = null) =>
        OpenAiCompatibleClients.CreateSpeechToTextClient(TestModel.Http, server.Options(change));
}
