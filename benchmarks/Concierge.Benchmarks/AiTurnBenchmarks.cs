using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Concierge.Ai;
using Concierge.Channels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Benchmarks;

/// <summary>What the AI service itself costs per turn, with twenty turns of history and ten tools; the model answers at once.</summary>
[MemoryDiagnoser]
public class AiTurnBenchmarks
{
    private const string Words = "People write a little more than one line, and the answer is about as long as that. ";
    private const int Turns = 20;
    private const int Tools = 10;

    private BenchmarkHost _host = null!;
    private ServiceRegistration _service = null!;
    private MessageReceived _message = null!;
    private ConversationDocument _document = null!;

    /// <summary>The length of every message of the person and of the model.</summary>
    [Params(80, 285)]
    public int Length { get; set; }

    private string Text => string.Concat(Enumerable.Repeat(Words, 4))[..Length];

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _host = new BenchmarkHost(AddService);
        _service = _host.Get<IEnumerable<ServiceRegistration>>().Single(service => service.Name == "ai");
        var sink = new ChannelEventSink();
        _host.Channel.Read(SignedWebhook.Load("text").Request, sink);
        _message = ((MessageReceived)sink.Events[0]) with { Body = new TextBody(Text) };
        _document = new ConversationDocument { Id = new ConversationId("01jcqv7m3k5w8x9y0z1a2b3c4d"), Account = "meta/default" };
        for (int i = 0; i < Turns; i++)
        {
            await AnswerAsync(_document);
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _host.Dispose();

    /// <summary>The document is the turn's own copy: what it keeps is not kept here.</summary>
    [Benchmark]
    public async Task<int> Turn() => await AnswerAsync(new ConversationDocument
    {
        Id = _document.Id,
        Account = _document.Account,
        NextOrdinal = _document.NextOrdinal,
        State = new(_document.State),
    });

    private void AddService(IConciergeBuilder builder)
    {
        builder.UseInMemory();
        builder.Services.AddSingleton<IChatClient>(new InstantClient(Text));
        builder.AddAiService("ai", service =>
        {
            service.Prompt("You answer questions about a bakery.");
            for (int i = 0; i < Tools; i++)
            {
                service.Tool((string day, int persons) => $"{day} {persons}", $"tool_{i}", "Does something useful for the person.");
            }
        });
    }

    private async ValueTask<int> AnswerAsync(ConversationDocument document)
    {
        var turn = new TurnContext(document, [_message], _host.Channel, _host.Get<IServiceProvider>(), TimeProvider.System, CancellationToken.None);
        await _service.Create(turn.Services).HandleAsync(turn);
        return turn.Replies.Count;
    }

    private sealed class InstantClient(string text) : IChatClient
    {
        private readonly ChatResponseUpdate _answer = new(ChatRole.Assistant, text);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            yield return _answer;
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
