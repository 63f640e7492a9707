using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Concierge.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Ai.OpenAiCompatible.Tests.Speech;

/// <summary>A person speaks, and the bot answers what was said: voice, codec, download, upload, recogniser, AI service, model.</summary>
public sealed class AnsweredVoiceNoteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("concierge-voice").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task VoiceNote_InOggOpus_IsAnsweredByTheModel()
    {
        byte[] note = await VoiceNote.SayAsync("where is my order", _folder);
        await using ModelServer server = await ModelServer.StartAsync(AnswerAsync);
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(concierge =>
        {
            concierge.Services
                .AddOpenAiCompatibleChatClient(options => Use(options, server, "chat"))
                .AddOpenAiCompatibleSpeechToTextClient("speech", options => Use(options, server, "recogniser"));
            concierge.AddAiService("desk", service => service.Default().Prompt("You know where orders are.").Configure(options => options.Media.SpeechLanguage = "en"));
        });

        // Recogniser and model are real: virtual time must not run away while they work.
        bot.RealPatience = TimeSpan.FromSeconds(20);

        await bot.Person().SendsFileAsync(MediaKind.Audio, note, "audio/ogg; codecs=opus").AnswersAsync("You asked: where is my order");

        server.Requests.Select(request => request.Address).Should().Equal("/v1/audio/transcriptions", "/v1/chat/completions");
    }

    private static void Use(OpenAiCompatibleOptions options, ModelServer server, string model)
    {
        options.Endpoint = server.Endpoint;
        options.Model = model;
        options.ApiKey = TestModel.Key;
    }

    /// <summary>The recogniser, and a model that repeats the person's last words.</summary>
    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/v1/audio/transcriptions")
        {
            await Recognizer.TranscribeAsync(context);
            return;
        }

        using JsonDocument request = await JsonDocument.ParseAsync(context.Request.Body);
        string words = request.RootElement.GetProperty("messages").EnumerateArray().Last(message => message.GetProperty("role").GetString() == "user").GetProperty("content").GetString()!;
        string text = JsonSerializer.Serialize($"You asked: {words}");
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(
            $$$"""
            data: {"id":"1","model":"chat","choices":[{"index":0,"delta":{"role":"assistant","content":{{{text}}}}}]}

            data: {"id":"1","model":"chat","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]


            """);
    }
}
