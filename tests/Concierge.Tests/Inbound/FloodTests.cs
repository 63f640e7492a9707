using Concierge.Ingress;
using Concierge.Testing.Time;

namespace Concierge.Tests.Inbound;

public sealed class FloodTests
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly Flood _flood;

    public FloodTests() => _flood = new Flood(_clock);

    [Fact]
    public void GiveWay_FewWebhooks_CompletesAtOnce()
    {
        Enter(Flood.WebhooksAtOnce);

        GiveWay(_clock.GetUtcNow()).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void GiveWay_Flood_TurnsBeginAtTheGuaranteedPace()
    {
        Enter(Flood.WebhooksAtOnce + 1);

        Task first = GiveWay(_clock.GetUtcNow());
        Task second = GiveWay(_clock.GetUtcNow());
        first.IsCompleted.Should().BeFalse();
        _clock.Advance(Flood.TurnInterval);
        first.IsCompleted.Should().BeTrue();
        second.IsCompleted.Should().BeFalse();
        _clock.Advance(Flood.TurnInterval);

        second.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void GiveWay_MessageWaitedLongEnough_IsNotHeldBack()
    {
        Enter(Flood.WebhooksAtOnce + 1);

        GiveWay(_clock.GetUtcNow() - Flood.Patience).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void GiveWay_FloodEnded_CompletesAtOnce()
    {
        Enter(Flood.WebhooksAtOnce + 1);
        _flood.Leave();

        GiveWay(_clock.GetUtcNow()).IsCompleted.Should().BeTrue();
    }

    private Task GiveWay(DateTimeOffset receivedAt) => _flood.GiveWayAsync(receivedAt, CancellationToken.None).AsTask();

    private void Enter(int webhooks)
    {
        for (int i = 0; i < webhooks; i++)
        {
            _flood.Enter();
        }
    }
}
