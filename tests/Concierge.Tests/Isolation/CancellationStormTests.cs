using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Isolation;

/// <summary>R17, S21: turns cancelled at any await leave nothing behind: no foreign word, no lease, no stuck conversation.</summary>
public sealed class CancellationStormTests
{
    private const int Conversations = 1000;
    private const int Rounds = 10;

    [Fact]
    public async Task TenThousandTurns_CancelledAtRandomAwaits_MixNothingAndLoseNothing()
    {
        var random = new Random(17);
        int cancelled = 0;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .With(options =>
            {
                options.TurnTimeout = TimeSpan.FromSeconds(1);
                options.MaxTurnFailures = 100;
            })
            .AddService("slow", s => s.Default(), async turn =>
            {
                try
                {
                    string collected = string.Empty;
                    foreach (char c in turn.Text)
                    {
                        collected += c;
                        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(150)), turn.Clock, turn.CancellationToken);
                    }

                    turn.SetState("said", collected);
                    turn.Reply($"{collected} {turn.GetState<string>("said")} {turn.Message.Sender.DisplayName}");
                }
                catch (OperationCanceledException)
                {
                    cancelled++;
                    throw;
                }
            }));
        bot.RealPatience = TimeSpan.Zero;

        for (int round = 0; round < Rounds; round++)
        {
            await bot.DeliverAsync([.. Enumerable.Range(0, Conversations).Select(i => new Channels.MessageReceived
            {
                Id = $"m{round}.{i}",
                Sender = bot.Person($"P{i}").Identity,
                Body = new TextBody($"canary-{round}-{i}"),
                OccurredAt = bot.Clock.GetUtcNow(),
            })]);
            await bot.AdvanceAsync(TimeSpan.FromMinutes(2));
        }

        await bot.AdvanceAsync(TimeSpan.FromMinutes(30));

        cancelled.Should().BeGreaterThan(Conversations);
        for (int i = 0; i < Conversations; i++)
        {
            bot.Person($"P{i}").HeardTexts.Should().Equal(Enumerable.Range(0, Rounds).Select(round => $"canary-{round}-{i} canary-{round}-{i} P{i}"));
        }

        (await bot.DeadLettersAsync()).Should().BeEmpty();
    }
}
