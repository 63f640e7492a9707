using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Tests.Speech;

/// <summary>Real speech, end to end: voice, codec, upload, recogniser, text.</summary>
public sealed class VoiceNoteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("concierge-voice").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("where is my order")]
    [InlineData("please cancel my appointment on monday morning")]
    public async Task VoiceNote_InOggOpus_BecomesItsWords(string words)
    {
        byte[] note = await VoiceNote.SayAsync(words, _folder);
        await using ModelServer server = await ModelServer.StartAsync(Recognizer.TranscribeAsync);
        using ISpeechToTextClient client = OpenAiCompatibleClients.CreateSpeechToTextClient(TestModel.Http, server.Options());

        SpeechToTextResponse response = await client.GetTextAsync(new MemoryStream(note));

        note.AsSpan(0, 4).ToArray().Should().Equal("OggS"u8.ToArray());
        response.Text.Should().Be(words);
        response.EndTime.Should().BeGreaterThan(TimeSpan.FromSeconds(1));
    }
}
