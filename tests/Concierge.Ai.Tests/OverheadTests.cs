using System.Runtime.CompilerServices;
using Concierge.Channels;

namespace Concierge.Ai.Tests;

/// <summary>What the AI service itself costs per turn.</summary>
public sealed class OverheadTests
{
    private const int MostBytes = 64 * 1024;

    [Fact]
    public async Task Turn_WithTwentyTurnsOfHistoryAndTenTools_AllocatesLittle()
    {
        await using ConciergeTestHost bot = await TestAi.StartAsync(new InstantClient(), s =>
        {
            for (int i = 0; i < 10; i++)
            {
                s.Tool((string day, int persons) => "ok", $"tool_{i}", "Does something useful for the person.");
            }
        });
        for (int i = 0; i < 20; i++)
        {
            await bot.SaysAsync($"This is question {i}; it is as long as people write them on WhatsApp.");
        }

        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        byte[] stored = ConciergeJson.Write(document);
        IChannel channel = bot.Services.GetRequiredService<ConciergeJourney>().Channels[0];
        ServiceRegistration registration = bot.Services.GetRequiredService<ServiceRegistration>();
        long least = long.MaxValue;
        for (int i = 0; i < 60; i++)
        {
            ConversationDocument copy = ConciergeJson.ReadDocument(stored);
            var message = new MessageReceived { Id = $"x{i}", Sender = bot.Person().Identity, Body = new TextBody("And this is one question more.") };
            using IServiceScope scope = bot.Services.CreateScope();
            var turn = new TurnContext(copy, [message], channel, scope.ServiceProvider, TimeProvider.System, CancellationToken.None);
            long before = GC.GetAllocatedBytesForCurrentThread();
            await registration.Create(scope.ServiceProvider).HandleAsync(turn);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            turn.Replies.Should().ContainSingle();
        }

        least.Should().BeLessThan(MostBytes);
    }

    private sealed class InstantClient : IChatClient
    {
        private static readonly ChatResponseUpdate Answer = new(ChatRole.Assistant, "This is the answer; it is about as long as an answer on WhatsApp should be, and no longer.");

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            yield return Answer;
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
