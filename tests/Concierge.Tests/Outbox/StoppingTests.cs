using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Concierge.Tests.Outbox;

public sealed class StoppingTests
{
    /// <summary>A polite stop repeats nothing: the outcome of the last send is recorded, also when the store is away just then.</summary>
    [Fact]
    public async Task Stop_DuringASend_StoreIsAwayForAMoment_TheReplyIsNotSentAgain()
    {
        int refused = 0;
        Task stop = Task.CompletedTask;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            HiccupStore.Use(c.Services, commit => commit.Summary is { OutboundCount: 1, Owed: 0 } && refused++ < 2);
            c.AddService("stops the host", s => s.Default(), turn =>
            {
                stop = Task.WhenAll(turn.Services.GetServices<IHostedService>().Select(service => service.StopAsync(CancellationToken.None)));
                turn.Reply(turn.Text);
                return ValueTask.CompletedTask;
            });
        });
        await bot.SaysAsync("hi");
        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));
        await stop;

        await bot.RestartAsync();
        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));

        refused.Should().BeGreaterThanOrEqualTo(2, "else the store was not away");
        bot.Sends.Should().ContainSingle();
        (await bot.Person().TranscriptAsync())[^1].Status.Should().Be(DeliveryStatus.Accepted);
    }
}
