using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests;

/// <summary>Bots that several tests use.</summary>
internal static class TestBots
{
    public static IConciergeBuilder AddEcho(this IConciergeBuilder concierge) => concierge.AddService("echo", s => s.Default(), turn =>
    {
        turn.Reply(turn.Text);
        return ValueTask.CompletedTask;
    });

    public static IConciergeBuilder With(this IConciergeBuilder concierge, Action<ConciergeOptions> configure)
    {
        concierge.Services.Configure(configure);
        return concierge;
    }
}
