using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concierge.Channels;

namespace Concierge.Ai.Tests;

/// <summary>What the AI service itself costs per turn.</summary>
public sealed class OverheadTests
{
    private const int MostBytes = 64 * 1024;
    private const string Words = "People write a little more than one line, and the answer is about as long as that. ";

    /// <param name="length">The length of every message of the person and of the model.</param>
    [Theory]
    [InlineData(80)]
    [InlineData(285)]
    public async Task Turn_WithTwentyTurnsOfHistoryAndTenTools_AllocatesLittle(int length)
    {
        string text = string.Concat(Enumerable.Repeat(Words, 4))[..length];
        await using ConciergeTestHost bot = await TestAi.StartAsync(new InstantClient(text), s =>
        {
            for (int i = 0; i < 10; i++)
            {
                s.Tool((string day, int persons) => "ok", $"tool_{i}", "Does something useful for the person.");
            }
        });
        for (int i = 0; i < 20; i++)
        {
            await bot.SaysAsync(text);
        }

        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        byte[] stored = ConciergeJson.Write(document);
        IChannel channel = bot.Services.GetRequiredService<ConciergeJourney>().Channels[0];
        ServiceRegistration registration = bot.Services.GetRequiredService<ServiceRegistration>();
        long least = long.MaxValue;
        long started = Stopwatch.GetTimestamp();

        // Until the code is compiled for good, which takes a while on a busy machine.
        for (int i = 0; least >= MostBytes && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30); i++)
        {
            ConversationDocument copy = ConciergeJson.ReadDocument(stored);
            var message = new MessageReceived { Id = $"x{i}", Sender = bot.Person().Identity, Body = new TextBody(text) };
            using IServiceScope scope = bot.Services.CreateScope();
            var turn = new TurnContext(copy, [message], channel, scope.ServiceProvider, TimeProvider.System, CancellationToken.None);
            long before = GC.GetAllocatedBytesForCurrentThread();
            await registration.Create(scope.ServiceProvider).HandleAsync(turn);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            turn.Replies.Should().ContainSingle();
        }

        least.Should().BeLessThan(MostBytes);
    }

    private sealed class InstantClient(string text) : IChatClient
    {
        private readonly ChatResponseUpdate _answer = new(ChatRole.Assistant, text);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
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
